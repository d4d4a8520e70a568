package io.flowlens.ingest.formats.span;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Reads a segment or subsegment of X-Ray into a span, field by field. */
final class SegmentFields {
  /** What a subsegment of an SDK says of its call, and the attribute that means the same. */
  private static final Map<String, String> AWS =
      Map.ofEntries(
          Map.entry("operation", "rpc.method"),
          Map.entry("region", "aws.region"),
          Map.entry("request_id", "aws.request_id"),
          Map.entry("retries", "aws.retries"),
          Map.entry("table_name", "aws.table_name"),
          Map.entry("table_names", "aws.table_names"),
          Map.entry("index_name", "aws.index_name"),
          Map.entry("consistent_read", "aws.consistent_read"),
          Map.entry("consumed_capacity", "aws.consumed_capacity"),
          Map.entry("queue_url", "aws.queue_url"),
          Map.entry("topic_arn", "aws.topic_arn"),
          Map.entry("stream_name", "aws.stream.name"),
          Map.entry("function_arn", "aws.lambda.function.arn"),
          Map.entry("function_name", "aws.function_name"),
          Map.entry("account_id", "aws.remote.resource.account.id"));

  private static final String THROTTLING = "ThrottlingException";
  private static final String SERVER_ERROR = "InternalServerError";

  private final Span span;

  SegmentFields(Span span) {
    this.span = span;
  }

  /** Who made a segment. */
  static Attributes resource(JsonNode segment) {
    Attributes resource = new Attributes();
    JsonNode aws = segment.path("aws");
    String origin = segment.path("origin").asText();
    put(resource, "service.name", segment.path("name"));
    put(resource, "aws.xray.origin", segment.path("origin"));
    if (origin.startsWith("AWS::Lambda")) {
      put(resource, "faas.name", segment.path("name"));
    }
    put(resource, "cloud.account.id", aws.path("account_id"));
    put(resource, "cloud.resource_id", aws.path("function_arn"));
    put(resource, "cloud.resource_id", segment.path("resource_arn"));
    put(resource, "aws.ecs.container.arn", aws.path("ecs").path("container_arn"));
    put(resource, "cloud.availability_zone", aws.path("ec2").path("availability_zone"));
    put(resource, "container.id", aws.path("ecs").path("container_id"));
    put(resource, "k8s.pod.name", aws.path("eks").path("pod"));
    put(resource, "host.id", aws.path("ec2").path("instance_id"));
    return resource;
  }

  /** Whether a subsegment is a call of an AWS SDK, and not a phase of Lambda's own. */
  static boolean isSdkCall(JsonNode part, String namespace) {
    JsonNode aws = part.path("aws");
    return namespace.equals("aws")
        && (aws.path("operation").isTextual() || aws.path("function_name").isTextual());
  }

  /** A segment: the side of who was called. */
  void server(JsonNode segment) {
    begin(segment, Span.Kind.SERVER);
    http(segment);
    // As with OpenTelemetry, a server has not failed when it refuses what a client got wrong.
    fail(segment, isTrue(segment, "fault") || isTrue(segment, "throttle"));
  }

  /** A call of an AWS SDK, with all its attempts. */
  void sdkCall(JsonNode part) {
    begin(part, Span.Kind.CLIENT);
    JsonNode aws = part.path("aws");
    put(span.attributes, "rpc.service", part.path("name"));
    span.attributes.put(SpanAttribute.named("rpc.system"), "aws-api");
    AWS.forEach((field, attribute) -> put(span.attributes, attribute, aws.path(field)));
    if (SdkCall.isDynamoDb(span) && !span.attributes.has(SpanAttribute.TABLES)) {
      put(span.attributes, "aws.table_names", aws.path("resource_names"));
    }
    put(
        span.attributes,
        "http.response.status_code",
        part.path("http").path("response").path("status"));
    for (JsonNode child : part.path("subsegments")) {
      if (child.path("name").asText().equals("attempt") && hasFailed(child)) {
        span.failedAttempts.add(failure(child));
      }
    }
    fail(part, hasFailed(part));
  }

  /** A request to anything else: another service, a database. */
  void request(JsonNode part) {
    begin(part, Span.Kind.CLIENT);
    http(part);
    put(span.attributes, "url.full", part.path("http").path("request").path("url"));
    if (!span.attributes.has(SpanAttribute.URL)) {
      String name = part.path("name").asText();
      String host = name.substring(name.lastIndexOf('@') + 1);
      String attribute = host.contains(".") ? "server.address" : "peer.service";
      span.attributes.put(SpanAttribute.named(attribute), host);
    }
    span.name = withoutPassword(span.name);
    fail(part, hasFailed(part));
  }

  /** A database is called {@code name@host}; some write user and password there. */
  private static String withoutPassword(String name) {
    int host = name.lastIndexOf('@') + 1;
    return name.lastIndexOf(':', host) >= 0 ? name.substring(host) : name;
  }

  /** The ids, written as OpenTelemetry writes them. */
  void ids(JsonNode part, String traceId, String parent) {
    String[] parts = traceId.split("-", -1);
    span.traceId.set(parts.length == 3 ? parts[1] + parts[2] : traceId);
    span.spanId.set(part.path("id").asText());
    span.parentId.set(parent);
  }

  private void begin(JsonNode part, Span.Kind kind) {
    span.clear();
    span.kind = kind;
    span.name = part.path("name").asText();
    span.startNanos = nanos(part.path("start_time"));
    span.endNanos = nanos(part.path("end_time"));
    span.traceState = Sampling.OF_UNKNOWN_SHARE;
  }

  private void http(JsonNode part) {
    JsonNode method = part.path("http").path("request").path("method");
    put(span.attributes, "http.request.method", method);
    put(
        span.attributes,
        "http.response.status_code",
        part.path("http").path("response").path("status"));
    span.name = method.asText(span.name);
  }

  private void fail(JsonNode part, boolean failed) {
    span.statusIsError = failed;
    span.exception = failed ? failure(part) : null;
  }

  private static boolean hasFailed(JsonNode part) {
    return isTrue(part, "error") || isTrue(part, "fault") || isTrue(part, "throttle");
  }

  private static boolean isTrue(JsonNode part, String flag) {
    return part.path(flag).asBoolean();
  }

  /**
   * How a part failed: its first exception, else its mark. A segment's fault is the server's; a
   * call's may also be that nothing answered in time.
   */
  private static Span.Failure failure(JsonNode part) {
    JsonNode exception = part.path("cause").path("exceptions").path(0);
    String type = exception.path("type").asText(null);
    String message = exception.path("message").asText(null);
    boolean ofServer =
        part.path("http").path("response").path("status").asInt() >= 500
            || (isTrue(part, "fault") && part.has("trace_id"));
    if (isTrue(part, "throttle")) {
      type = THROTTLING;
    } else if (type == null && ofServer) {
      type = SERVER_ERROR;
    }
    return new Span.Failure(type, message, nanos(part.path("end_time")));
  }

  /** Seconds with a fraction; a double holds them to the microsecond. */
  private static long nanos(JsonNode seconds) {
    return Math.round(seconds.asDouble() * 1e6) * 1_000;
  }

  private static void put(Attributes into, String attribute, JsonNode value) {
    SpanAttribute.Name name = SpanAttribute.named(attribute);
    if (value.isArray()) {
      value.forEach(element -> put(into, attribute, element));
    } else if (value.isObject()) {
      into.put(name, value.toString());
    } else if (value.isValueNode() && !value.isNull()) {
      into.put(name, value.asText());
    }
  }
}
