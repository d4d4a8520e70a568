package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Span.Kind;
import io.flowlens.lab.bench.Span.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * Writes a span as CloudWatch's log group {@code aws/spans} holds it: what the OpenTelemetry AWS
 * SDK instrumentation and Application Signals put on a span, about 1.3 kB.
 */
final class SpanJson {
  private static final HexFormat HEX = HexFormat.of();
  private static final String BASE_32 = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

  private final Map<Integer, String> resources = new HashMap<>();
  private final Map<String, String> calls = new HashMap<>();

  /** Appends the span as one JSON object. */
  void write(Span span, StringBuilder out) {
    out.append("{\"resource\":{\"attributes\":{")
        .append(resources.computeIfAbsent(span.instance(), SpanJson::resource))
        .append("}},\"scope\":{\"name\":\"")
        .append(scope(span))
        .append("\",\"version\":\"2.29.0-alpha\"},\"traceId\":\"")
        .append(HEX.toHexDigits(span.traceHigh()))
        .append(HEX.toHexDigits(span.traceLow()))
        .append("\",\"spanId\":\"")
        .append(HEX.toHexDigits(span.id()))
        .append('"');
    if (span.parent() != 0) {
      out.append(",\"parentSpanId\":\"").append(HEX.toHexDigits(span.parent())).append('"');
    }
    out.append(",\"flags\":257,\"name\":\"")
        .append(name(span))
        .append("\",\"kind\":\"")
        .append(span.kind() == Kind.DYNAMODB ? Kind.CLIENT : span.kind())
        .append("\",\"startTimeUnixNano\":")
        .append(span.start())
        .append(",\"endTimeUnixNano\":")
        .append(span.end())
        .append(",\"durationNano\":")
        .append(span.end() - span.start())
        .append(",\"attributes\":{");
    attributes(span, out);
    out.append('}');
    SpanEvents.write(span, out);
    out.append(",\"status\":{\"code\":\"")
        .append(span.outcome().ok ? "UNSET" : "ERROR")
        .append("\"}}");
  }

  private static String scope(Span span) {
    return span.kind() == Kind.DYNAMODB
        ? "io.opentelemetry.aws-sdk-2.2"
        : "io.opentelemetry.netty-4.1";
  }

  private static String name(Span span) {
    return switch (span.kind()) {
      case DYNAMODB -> "DynamoDb." + Landscape.operation(span.peer(), span.write());
      case CLIENT -> "POST";
      case SERVER -> "POST /v1/work";
      case INTERNAL -> "Worker.handle";
    };
  }

  private static String resource(int instance) {
    int service = instance / Landscape.INSTANCES;
    String name = Landscape.serviceName(service);
    return "\"service.name\":\""
        + name
        + "\",\"service.instance.id\":\""
        + UUID.nameUUIDFromBytes((name + '/' + instance).getBytes(StandardCharsets.UTF_8))
        + "\",\"cloud.provider\":\"aws\",\"cloud.platform\":\"aws_ecs\",\"cloud.account.id\":\""
        + Landscape.ACCOUNT
        + "\",\"cloud.region\":\""
        + Landscape.region(service)
        + "\",\"deployment.environment.name\":\"prod\",\"aws.ecs.launchtype\":\"fargate\","
        + "\"service.version\":\"3.14."
        + service
        + "\",\"telemetry.sdk.language\":\"java\",\"telemetry.sdk.name\":\"opentelemetry\","
        + "\"telemetry.sdk.version\":\"1.63.0\"";
  }

  private void attributes(Span span, StringBuilder out) {
    switch (span.kind()) {
      case DYNAMODB -> dynamoDb(span, out);
      case CLIENT -> client(span, out);
      case SERVER -> server(span, out);
      case INTERNAL -> local(span, out);
    }
    out.append(",\"thread.id\":").append(20 + (span.id() >>> 60));
    out.append(",\"telemetry.extended\":\"true\"");
  }

  private void dynamoDb(Span span, StringBuilder out) {
    String operation = Landscape.operation(span.peer(), span.write());
    out.append(
        calls.computeIfAbsent(
            span.service() + "/" + span.peer() + operation, key -> call(span, operation)));
    if (span.outcome().ok) {
      out.append(",\"http.response.status_code\":200,\"aws.request_id\":\"");
      requestId(span, out);
      out.append('"');
    }
  }

  private static String call(Span span, String operation) {
    String table = Landscape.tableName(span.peer());
    String host = "dynamodb." + Landscape.region(span.service()) + ".amazonaws.com";
    return "\"rpc.system\":\"aws-api\",\"rpc.service\":\"DynamoDb\",\"rpc.method\":\""
        + operation
        + "\",\"db.system\":\"dynamodb\",\"db.operation\":\""
        + operation
        + "\",\"aws.dynamodb.table_names\":[\""
        + table
        + "\"],\"aws.agent\":\"java-aws-sdk\",\"http.request.method\":\"POST\",\"server.address\":\""
        + host
        + "\",\"server.port\":443,\"url.full\":\"https://"
        + host
        + "/\",\"aws.local.service\":\""
        + Landscape.serviceName(span.service())
        + "\",\"aws.local.operation\":\"POST /v1/work\",\"aws.local.environment\":\"ecs:prod\","
        + "\"aws.remote.service\":\"AWS::DynamoDB\",\"aws.remote.operation\":\""
        + operation
        + "\",\"aws.remote.resource.type\":\"AWS::DynamoDB::Table\","
        + "\"aws.remote.resource.identifier\":\""
        + table
        + "\",\"aws.span.kind\":\"CLIENT\"";
  }

  private static void client(Span span, StringBuilder out) {
    String callee = Landscape.serviceName(span.peer());
    String host = callee + ".prod.internal";
    out.append("\"peer.service\":\"").append(callee);
    out.append("\",\"server.address\":\"").append(host).append("\",\"server.port\":8080,");
    out.append("\"url.full\":\"http://").append(host).append(":8080/v1/work\",");
    out.append("\"aws.remote.service\":\"").append(callee);
    out.append("\",\"aws.remote.operation\":\"POST /v1/work\",\"aws.span.kind\":\"CLIENT\",");
    http(span, out);
  }

  private static void server(Span span, StringBuilder out) {
    out.append("\"url.path\":\"/v1/work\",\"http.route\":\"/v1/work\",\"url.scheme\":\"http\",");
    out.append("\"client.address\":\"10.0.17.").append(span.service()).append("\",");
    out.append(
        "\"user_agent.original\":\"Java-http-client/17.0.15\",\"aws.span.kind\":\"SERVER\",");
    http(span, out);
  }

  private static void http(Span span, StringBuilder out) {
    out.append("\"http.request.method\":\"POST\",\"http.response.status_code\":");
    out.append(span.outcome() == Outcome.SERVER_ERROR ? 503 : 200);
    out.append(",\"network.protocol.version\":\"1.1\",\"aws.local.service\":\"");
    out.append(Landscape.serviceName(span.service()));
    out.append(
        "\",\"aws.local.operation\":\"POST /v1/work\",\"aws.local.environment\":\"ecs:prod\"");
  }

  private static void local(Span span, StringBuilder out) {
    out.append("\"code.function\":\"handle\",\"code.namespace\":\"com.example.Worker\",");
    out.append("\"aws.local.service\":\"").append(Landscape.serviceName(span.service()));
    out.append("\",\"aws.local.operation\":\"POST /v1/work\",\"aws.span.kind\":\"LOCAL_ROOT\"");
  }

  /** 52 characters, of which the first half is different for each span, as DynamoDB's are. */
  static void requestId(Span span, StringBuilder out) {
    long state = span.id();
    for (int i = 0; i < 26; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      out.append(BASE_32.charAt((int) (state >>> 59)));
    }
    out.append("VV4KQNSO5AEMVJF66Q9ASUAAJG");
  }
}
