package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Writes CloudTrail's data events of DynamoDB, wrapped by EventBridge: one for each answered
 * attempt, stamped to the second, minutes late.
 */
public final class CloudTrailLog implements TrafficListener {
  private final String account;
  private final SeededRandom random;
  private final Consumer<WireRecord> sink;

  public CloudTrailLog(String account, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.random = random;
    this.sink = sink;
  }

  @Override
  public void on(TableCall call) {
    if (!call.origin().service().telemetry().trail()) {
      return;
    }
    for (Attempt attempt : call.attempts()) {
      if (attempt.failure() != Failure.TIMEOUT) {
        write(call, attempt);
      }
    }
  }

  private void write(TableCall call, Attempt attempt) {
    String time = Instant.ofEpochSecond(attempt.start() / 1_000_000).toString();
    ObjectNode root = Json.object();
    root.put("version", "0");
    root.put("id", random.uuid());
    root.put("detail-type", "AWS API Call via CloudTrail");
    root.put("source", "aws.dynamodb");
    root.put("account", account);
    root.put("time", time);
    root.put("region", call.step().tables().get(0).region());
    root.putArray("resources");
    root.set("detail", detail(call, attempt, time));
    long arrival = attempt.end() / 1000 + Math.round(random.between(90_000, 420_000));
    sink.accept(WireRecord.plain("trail", arrival, random.uuid(), Json.text(root)));
  }

  private ObjectNode detail(TableCall call, Attempt attempt, String time) {
    Step.Access step = call.step();
    String region = step.tables().get(0).region();
    boolean last = attempt.equals(call.last());
    ObjectNode detail = Json.object();
    detail.put("eventVersion", "1.10");
    detail.set("userIdentity", identity(call.origin().service()));
    detail.put("eventTime", time);
    detail.put("eventSource", "dynamodb.amazonaws.com");
    detail.put("eventName", step.operation().apiName());
    detail.put("awsRegion", region);
    detail.put("sourceIPAddress", "192.0.2.10");
    detail.put("userAgent", userAgent(call.origin().service()));
    if (attempt.failure() != null) {
      detail.put("errorCode", attempt.failure().exception());
      detail.put("errorMessage", attempt.failure().message());
    }
    detail.set("requestParameters", parameters(call));
    detail.putNull("responseElements");
    detail.put("requestID", last ? call.requestId() : random.requestId());
    detail.put("eventID", random.uuid());
    detail.put("readOnly", !step.operation().writes());
    ArrayNode resources = detail.putArray("resources");
    for (Table table : step.tables()) {
      ObjectNode resource = resources.addObject().put("accountId", account);
      resource.put("type", "AWS::DynamoDB::Table");
      resource.put("ARN", "arn:aws:dynamodb:" + region + ':' + account + ":table/" + table.name());
    }
    detail.put("eventType", "AwsApiCall");
    detail.put("apiVersion", "2012-08-10");
    detail.put("managementEvent", false);
    detail.put("recipientAccountId", account);
    detail.put("eventCategory", "Data");
    detail
        .putObject("tlsDetails")
        .put("clientProvidedHostHeader", "dynamodb." + region + ".amazonaws.com");
    return detail;
  }

  private ObjectNode identity(Service service) {
    ObjectNode identity = Json.object();
    identity.put("type", "AssumedRole");
    identity.put("principalId", "AROAEXAMPLE:" + service.name());
    String role = service.name();
    identity.put("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + '/' + service.name());
    identity.put("accountId", account);
    identity
        .putObject("sessionContext")
        .putObject("sessionIssuer")
        .put("type", "Role")
        .put("arn", "arn:aws:iam::" + account + ":role/" + role)
        .put("accountId", account)
        .put("userName", role);
    return identity;
  }

  private static String userAgent(Service service) {
    return "aws-sdk-java/2.41.30 md/io#sync ua/2.1 api/DynamoDB#2.41.x lang/java#17 m/D"
        + (service.function() ? " exec-env/AWS_Lambda_java17" : "");
  }

  private static ObjectNode parameters(TableCall call) {
    Step.Access step = call.step();
    ObjectNode parameters = Json.object();
    if (step.operation() == Operation.TRANSACT_WRITE) {
      ArrayNode items = parameters.putArray("requestItems");
      for (int i = 0; i < step.tables().size(); i++) {
        ObjectNode item = items.addObject().put("operation", "Put");
        item.put("tableName", step.tables().get(i).name());
        item.putObject("key").put("id", call.keys().get(i));
      }
      return parameters;
    }
    parameters.put("tableName", step.tables().get(0).name());
    if (!step.index().isEmpty()) {
      parameters.put("indexName", step.index());
    } else {
      parameters.putObject("key").put("id", call.keys().get(0));
    }
    if (step.strong()) {
      parameters.put("consistentRead", true);
    }
    return parameters;
  }
}
