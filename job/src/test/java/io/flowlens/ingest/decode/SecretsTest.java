package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Item values, keys, statements, tokens, addresses of requests and configuration values leave the
 * job in dead letters only. Everything that a format emits is searched for a word that stands in
 * all these places.
 */
class SecretsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SECRET = "Zq7hushZq7";

  private static final String ATTRIBUTES =
      "'db.statement':'SELECT * FROM \\\"Orders\\\" WHERE pk=''SECRET''',"
          + "'db.query.text':'SELECT * FROM \\\"Orders\\\".\\\"byUser\\\" WHERE pk=''SECRET''',"
          + "'url.full':'https://SECRET:SECRET@api.example.com/SECRET?token=SECRET#SECRET',"
          + "'http.url':'https://SECRET@api.example.com/SECRET','url.query':'SECRET',"
          + "'http.target':'/SECRET','http.request.header.authorization':['SECRET'],"
          + "'user_agent.original':'SECRET','enduser.id':'SECRET','code.stacktrace':'SECRET',"
          + "'aws.http.error_message':'{\\'message\\':\\'SECRET\\'}',"
          + "'aws.dynamodb.projection':'SECRET','aws.dynamodb.attributes_to_get':['SECRET'],"
          + "'aws.dynamodb.item_collection_metrics':'SECRET','aws.access_key':'SECRET',"
          + "'messaging.message.body':'SECRET','service.instance.id':'SECRET',"
          + "'faas.document.name':'SECRET','db.user':'SECRET','db.connection_string':'SECRET'";

  private static final String ERROR =
      "'exception.type':'java.lang.IllegalStateException','exception.message':'SECRET SECRET',"
          + "'exception.stacktrace':'SECRET'";

  private static final String IDS =
      "'traceId':'5f3a2b1c4d5e6f708192a3b4c5d6e7f8','spanId':'a1b2c3d4e5f60718',"
          + "'parentSpanId':'00f067aa0ba902b7',"
          + "'startTimeUnixNano':1796062946891000000,'endTimeUnixNano':1796062946932000000,";

  static Stream<String> payloads() {
    String resource =
        "'resource':{'attributes':{'service.name':'shop','process.command_line':'SECRET'}}";
    String call = "'rpc.system':'aws-api','rpc.service':'DynamoDB','rpc.method':'GetItem',";
    String failed =
        "'status':{'code':'ERROR','message':'SECRET'},'events':[{'name':'exception',"
            + "'attributes':{"
            + ERROR
            + "}}]";
    return Stream.of(
            "{"
                + resource
                + ","
                + IDS
                + "'name':'n','kind':'CLIENT','attributes':{"
                + call
                + ATTRIBUTES
                + "},"
                + failed
                + "}",
            "{"
                + resource
                + ","
                + IDS
                + "'name':'GET','kind':'CLIENT','attributes':{"
                + "'http.request.method':'GET',"
                + ATTRIBUTES
                + "},"
                + failed
                + "}",
            "{"
                + resource
                + ","
                + IDS
                + "'name':'GET','kind':'SERVER','attributes':{"
                + ATTRIBUTES
                + "},"
                + failed
                + "}",
            "{"
                + resource
                + ","
                + IDS
                + "'name':'send','kind':'PRODUCER','attributes':{"
                + "'messaging.system':'aws_sqs','messaging.destination.name':'orders',"
                + ATTRIBUTES
                + "},"
                + failed
                + "}",
            "{'context':{'trace_id':'0x5f3a2b1c4d5e6f708192a3b4c5d6e7f8','span_id':"
                + "'0xa1b2c3d4e5f60718'},'name':'n','kind':'SpanKind.CLIENT','start_time':"
                + "'2026-11-30T20:22:26Z','end_time':'2026-11-30T20:22:27Z','attributes':{"
                + call
                + ATTRIBUTES
                + "},'status':{'status_code':'ERROR','description':'SECRET'},"
                + "'events':[{'name':'exception','attributes':{"
                + ERROR
                + "}}]}",
            "{'traceId':'5f3a2b1c4d5e6f708192a3b4c5d6e7f8','id':'a1b2c3d4e5f60718','kind':'CLIENT',"
                + "'name':'get','timestamp':1796062946891000,'duration':10,'localEndpoint':"
                + "{'serviceName':'shop'},'tags':{'error':'SECRET','http.path':'/SECRET',"
                + "'http.url':'https://SECRET@api.example.com/SECRET','sql.query':'SECRET'},"
                + "'annotations':[{'timestamp':1,'value':'SECRET'}]}",
            "{'traceID':'5f3a2b1c4d5e6f708192a3b4c5d6e7f8','spanID':'a1b2c3d4e5f60718',"
                + "'operationName':'get','startTime':1796062946891000,'duration':10,'tags':["
                + "{'key':'span.kind','value':'client'},{'key':'http.url','value':"
                + "'https://SECRET@api.example.com/SECRET'},{'key':'db.statement','value':'SECRET'}],"
                + "'logs':[{'timestamp':1,'fields':[{'key':'event','value':'SECRET'}]}],"
                + "'process':{'serviceName':'shop','tags':[{'key':'cmd','value':'SECRET'}]}}",
            "{'trace_id':'1-5f3a2b1c-4d5e6f708192a3b4c5d6e7f8','id':'a1b2c3d4e5f60718','name':'shop',"
                + "'start_time':1796062946.8,'end_time':1796062946.9,'fault':true,'http':{'request':"
                + "{'url':'https://SECRET@api.example.com/SECRET','user_agent':'SECRET','client_ip':"
                + "'10.0.0.1'}},'user':'SECRET','annotations':{'a':'SECRET'},'metadata':{'m':"
                + "{'b':'SECRET'}},'cause':{'exceptions':[{'type':'E','message':'SECRET'}]},"
                + "'subsegments':[{'id':'a1b2c3d4e5f60719','name':'SECRET:SECRET@db.example.com',"
                + "'namespace':'remote','start_time':1796062946.8,'end_time':1796062946.9,'sql':"
                + "{'sanitized_query':'SECRET','connection_string':'SECRET','user':'SECRET'}}]}",
            "{'eventTime':'2026-11-30T20:22:26Z','eventSource':'dynamodb.amazonaws.com','eventName':"
                + "'PutItem','awsRegion':'us-east-1','errorCode':'ValidationException','errorMessage':"
                + "'SECRET','userIdentity':{'type':'AssumedRole','accessKeyId':'SECRET','arn':"
                + "'arn:aws:sts::111122223333:assumed-role/shop/shop','principalId':'SECRET:shop'},"
                + "'requestParameters':{'tableName':'Orders','key':{'pk':'SECRET'},'item':['SECRET'],"
                + "'conditionExpression':'SECRET','expressionAttributeValues':{':v':'SECRET'}},"
                + "'userAgent':'SECRET','eventCategory':'Data','requestID':'R','eventID':'E'}",
            "{'eventTime':'2026-11-30T20:22:26Z','eventSource':'dynamodb.amazonaws.com','eventName':"
                + "'ExecuteStatement','awsRegion':'us-east-1','userIdentity':{'type':'IAMUser',"
                + "'userName':'shop'},'requestParameters':{'statement':"
                + "'INSERT INTO \\'Orders\\' VALUE {''pk'':''SECRET''}','parameters':['SECRET']},"
                + "'eventCategory':'Data','requestID':'R','eventID':'E'}",
            "{'eventTime':'2026-11-30T20:22:26Z','eventSource':'lambda.amazonaws.com','eventName':"
                + "'UpdateFunctionConfiguration20150331v2','awsRegion':'us-east-1','userIdentity':"
                + "{'type':'IAMUser','userName':'ops','accessKeyId':'SECRET'},'requestParameters':"
                + "{'functionName':'resize','description':'SECRET','environment':{'variables':"
                + "{'name':'SECRET','TOKEN':'SECRET','timeout':'SECRET'}},'memorySize':512,'layers':"
                + "['SECRET'],'tags':{'enabled':'SECRET'}},'responseElements':{'functionArn':"
                + "'arn:aws:lambda:us-east-1:111122223333:function:resize','environment':{'variables':"
                + "{'TOKEN':'SECRET'}}},'managementEvent':true,'eventID':'E'}",
            "{'awsRegion':'us-east-1','eventID':'1','eventName':'MODIFY','tableName':'Orders',"
                + "'dynamodb':{'ApproximateCreationDateTime':1796062946891,'Keys':{'pk':{'S':'SECRET'}},"
                + "'NewImage':{'pk':{'S':'SECRET'},'SECRET':{'N':'5'}},'OldImage':{'pk':{'S':'SECRET'},"
                + "'SECRET':{'N':'4'}}}}",
            "{'version':'1.0','timestamp':'2026-11-30T20:22:26.891Z','requestContext':{'requestId':'R',"
                + "'functionArn':'arn:aws:lambda:us-east-1:111122223333:function:resize:$LATEST',"
                + "'condition':'RetriesExhausted','approximateInvokeCount':3},'requestPayload':"
                + "{'card':'SECRET'},'responseContext':{'statusCode':200,'executedVersion':'$LATEST',"
                + "'functionError':'Unhandled'},'responsePayload':{'errorMessage':'SECRET','errorType':"
                + "'Error','trace':['SECRET']}}",
            "{'Version':1,'ClientId':'shop','Type':'ApiCall','Service':'DynamoDB','Api':'PutItem',"
                + "'Region':'us-east-1','Timestamp':1796062946891,'AttemptCount':2,'Latency':9,"
                + "'UserAgent':'SECRET','AccessKey':'SECRET','SessionToken':'SECRET',"
                + "'FinalAwsException':'ThrottlingException','FinalAwsExceptionMessage':'SECRET'}",
            "{'__otel_otlp_stdout':'1','source':'SECRET','endpoint':'https://SECRET','headers':"
                + "{'api-key':'SECRET'},'base64':false,'payload':{'resourceSpans':[{'resource':"
                + "{'attributes':[{'key':'service.name','value':{'stringValue':'shop'}}]},'scopeSpans':"
                + "[{'spans':[{"
                + IDS
                + "'name':'n','kind':3,'attributes':[{'key':'rpc.service',"
                + "'value':{'stringValue':'DynamoDB'}},{'key':'db.statement','value':{'stringValue':"
                + "'SECRET'}}]}]}]}]}}",
            "{'flowlens':'flow/1','access':'write','time':1796062946891,'key':'SECRET','from':"
                + "{'kind':'service','name':'shop'},'to':{'kind':'table','name':'Orders'}}")
        .map(text -> text.replace("''", "\u0000").replace('\'', '"').replace("\u0000", "'"))
        .map(text -> text.replace("SECRET", SECRET));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nothingButADeadLetterHoldsASecret(String payload) throws Exception {
    assertThat(MAPPER.readTree(payload).toString()).contains(SECRET);
    assertSilent(payload, true);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void norDoesItInALog(String payload) {
    for (String group : List.of("aws/spans", "/ecs/shop", "/aws/lambda/resize")) {
      ObjectNode batch = MAPPER.createObjectNode();
      batch.put("messageType", "DATA_MESSAGE").put("owner", "111122223333").put("logGroup", group);
      batch.withArray("logEvents").addObject().put("timestamp", 1).put("message", payload);
      assertSilent(batch.toString(), false);
    }
  }

  /** Every sample with the word behind each text that it holds, so that many of them are broken. */
  @ParameterizedTest
  @MethodSource("io.flowlens.ingest.decode.Samples#formats")
  void aFaultSaysNothingButInItsDeadLetter(String format) {
    for (Map.Entry<String, List<String>> sample : Samples.of(format).entrySet()) {
      for (String payload : sample.getValue()) {
        assertSilent(payload.substring(0, payload.length() - 2) + SECRET, false);
      }
    }
  }

  private static void assertSilent(String payload, boolean isUsed) {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(Samples.record(payload), events);
    }
    List<String> lines = EventText.of(events);
    if (isUsed) {
      assertThat(events.faults()).as(payload).isEmpty();
      assertThat(events.flows().size() + events.halves().size() + events.signals().size())
          .as(payload)
          .isPositive();
    }
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("dead-letter "))
        .noneMatch(line -> line.contains(SECRET));
  }
}
