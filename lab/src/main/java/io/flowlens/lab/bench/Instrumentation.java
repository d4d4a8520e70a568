package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Span.Kind;
import io.flowlens.lab.bench.Span.Outcome;
import io.flowlens.lab.simulator.format.SpanRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What OpenTelemetry's instrumentation of the AWS SDK and Application Signals record of a generated
 * span: about 1.3 kB of JSON.
 */
final class Instrumentation {
  private static final HexFormat HEX = HexFormat.of();
  private static final String BASE_32 = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  private static final String VERSION = "2.29.0-alpha";
  private static final String ROUTE = "/v1/work";
  private static final String ENDPOINT = "POST " + ROUTE;

  /** Sampled, and with a random trace id. */
  private static final int FLAGS = 257;

  private final Map<Integer, Map<String, Object>> resources = new HashMap<>();

  /** The span as it was recorded. */
  SpanRecord record(Span span) {
    boolean dynamoDb = span.kind() == Kind.DYNAMODB;
    return new SpanRecord(
        resources.computeIfAbsent(span.instance(), Instrumentation::resource),
        new SpanRecord.Scope(
            dynamoDb ? "io.opentelemetry.aws-sdk-2.2" : "io.opentelemetry.netty-4.1", VERSION),
        new SpanRecord.Context(
            HEX.toHexDigits(span.traceHigh()) + HEX.toHexDigits(span.traceLow()),
            HEX.toHexDigits(span.id()),
            span.parent() == 0 ? null : HEX.toHexDigits(span.parent()),
            "",
            FLAGS),
        name(span),
        dynamoDb ? SpanRecord.Kind.CLIENT : SpanRecord.Kind.valueOf(span.kind().name()),
        span.start(),
        span.end(),
        attributes(span),
        SpanEvents.of(span),
        SpanRecord.Status.of(!span.outcome().ok));
  }

  private static String name(Span span) {
    return switch (span.kind()) {
      case DYNAMODB -> "DynamoDb." + Landscape.operation(span.peer(), span.write());
      case CLIENT -> "POST";
      case SERVER -> ENDPOINT;
      case INTERNAL -> "Worker.handle";
    };
  }

  private static Map<String, Object> resource(int instance) {
    int service = instance / Landscape.INSTANCES;
    String name = Landscape.serviceName(service);
    byte[] seed = (name + '/' + instance).getBytes(StandardCharsets.UTF_8);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service.name", name);
    all.put("service.instance.id", UUID.nameUUIDFromBytes(seed).toString());
    all.put("cloud.provider", "aws");
    all.put("cloud.platform", "aws_ecs");
    all.put("cloud.account.id", Landscape.ACCOUNT);
    all.put("cloud.region", Landscape.region(service));
    all.put("deployment.environment.name", "prod");
    all.put("aws.ecs.launchtype", "fargate");
    all.put("service.version", "3.14." + service);
    all.put("telemetry.sdk.language", "java");
    all.put("telemetry.sdk.name", "opentelemetry");
    all.put("telemetry.sdk.version", "1.63.0");
    return all;
  }

  private static Map<String, Object> attributes(Span span) {
    Map<String, Object> all = new LinkedHashMap<>();
    switch (span.kind()) {
      case DYNAMODB -> dynamoDb(span, all);
      case CLIENT -> client(span, all);
      case SERVER -> server(span, all);
      case INTERNAL -> local(span, all);
    }
    all.put("thread.id", 20 + (span.id() >>> 60));
    all.put("telemetry.extended", "true");
    return all;
  }

  private static void dynamoDb(Span span, Map<String, Object> all) {
    String operation = Landscape.operation(span.peer(), span.write());
    String table = Landscape.tableName(span.peer());
    String host = "dynamodb." + Landscape.region(span.service()) + ".amazonaws.com";
    all.put("rpc.system", "aws-api");
    all.put("rpc.service", "DynamoDb");
    all.put("rpc.method", operation);
    all.put("db.system", "dynamodb");
    all.put("db.operation", operation);
    all.put("aws.dynamodb.table_names", List.of(table));
    all.put("aws.agent", "java-aws-sdk");
    all.put("http.request.method", "POST");
    all.put("server.address", host);
    all.put("server.port", 443L);
    all.put("url.full", "https://" + host + "/");
    applicationSignals(span, all);
    all.put("aws.remote.service", "AWS::DynamoDB");
    all.put("aws.remote.operation", operation);
    all.put("aws.remote.resource.type", "AWS::DynamoDB::Table");
    all.put("aws.remote.resource.identifier", table);
    all.put("aws.span.kind", "CLIENT");
    if (span.outcome().ok) {
      all.put("http.response.status_code", 200L);
      all.put("aws.request_id", requestId(span));
    }
  }

  private static void client(Span span, Map<String, Object> all) {
    String callee = Landscape.serviceName(span.peer());
    String host = callee + ".prod.internal";
    all.put("peer.service", callee);
    all.put("server.address", host);
    all.put("server.port", 8080L);
    all.put("url.full", "http://" + host + ":8080" + ROUTE);
    all.put("aws.remote.service", callee);
    all.put("aws.remote.operation", ENDPOINT);
    all.put("aws.span.kind", "CLIENT");
    http(span, all);
  }

  private static void server(Span span, Map<String, Object> all) {
    all.put("url.path", ROUTE);
    all.put("http.route", ROUTE);
    all.put("url.scheme", "http");
    all.put("client.address", "10.0.17." + span.service());
    all.put("user_agent.original", "Java-http-client/17.0.15");
    all.put("aws.span.kind", "SERVER");
    http(span, all);
  }

  private static void http(Span span, Map<String, Object> all) {
    all.put("http.request.method", "POST");
    all.put("http.response.status_code", span.outcome() == Outcome.SERVER_ERROR ? 503L : 200L);
    all.put("network.protocol.version", "1.1");
    applicationSignals(span, all);
  }

  private static void local(Span span, Map<String, Object> all) {
    all.put("code.function", "handle");
    all.put("code.namespace", "com.example.Worker");
    all.put("aws.local.service", Landscape.serviceName(span.service()));
    all.put("aws.local.operation", ENDPOINT);
    all.put("aws.span.kind", "LOCAL_ROOT");
  }

  private static void applicationSignals(Span span, Map<String, Object> all) {
    all.put("aws.local.service", Landscape.serviceName(span.service()));
    all.put("aws.local.operation", ENDPOINT);
    all.put("aws.local.environment", "ecs:prod");
  }

  /** 52 characters, of which the first half is different for each span, as DynamoDB's are. */
  static String requestId(Span span) {
    StringBuilder id = new StringBuilder(52);
    long state = span.id();
    for (int i = 0; i < 26; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      id.append(BASE_32.charAt((int) (state >>> 59)));
    }
    return id.append("VV4KQNSO5AEMVJF66Q9ASUAAJG").toString();
  }
}
