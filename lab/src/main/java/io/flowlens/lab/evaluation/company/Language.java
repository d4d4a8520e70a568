package io.flowlens.lab.evaluation.company;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.evaluation.company.Call.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How a language's instrumentation writes its calls: OpenTelemetry's botocore (one span a call,
 * with {@code retry_attempts}), its AWS SDK and HTTP instrumentations for Node (a span a call with
 * one below it for each attempt), and the Java agent (a span a call, an event for each failed
 * attempt).
 */
enum Language {
  PYTHON("python"),
  NODE("nodejs"),
  JAVA("java"),
  /** The Java agent as it is installed: nothing shows how often a call was tried. */
  JAVA_WITHOUT_ATTEMPTS("java"),
  /** A function with the Python layer: as {@link #PYTHON}, and its resource is a function's. */
  PYTHON_FUNCTION("python");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SPANS_OF_AN_EXPORT = 64;

  private final String sdk;

  Language(String sdk) {
    this.sdk = sdk;
  }

  /** OTLP JSON exports of one process, in the order of its calls. */
  List<byte[]> exports(Caller caller, String instance, List<Call> calls, SplittableRandom ids) {
    List<byte[]> exports = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += SPANS_OF_AN_EXPORT) {
      ObjectNode request = JSON.createObjectNode();
      ObjectNode resource = request.putArray("resourceSpans").addObject();
      describe(resource.putObject("resource").putArray("attributes"), caller, instance);
      ArrayNode spans = resource.putArray("scopeSpans").addObject().putArray("spans");
      for (Call call : calls.subList(from, Math.min(calls.size(), from + SPANS_OF_AN_EXPORT))) {
        write(call, spans, ids);
      }
      exports.add(request.toString().getBytes(StandardCharsets.UTF_8));
    }
    return exports;
  }

  private void describe(ArrayNode attributes, Caller caller, String instance) {
    text(attributes, "service.name", caller.name());
    text(attributes, "telemetry.sdk.language", sdk);
    text(attributes, "cloud.region", caller.region());
    text(attributes, "cloud.account.id", Caller.ACCOUNT);
    if (this == PYTHON_FUNCTION) {
      text(attributes, "faas.name", caller.name());
      text(attributes, "faas.instance", "2026/11/30/[$LATEST]" + instance);
      text(attributes, "cloud.platform", "aws_lambda");
    } else {
      text(attributes, "service.instance.id", instance);
    }
  }

  private void write(Call call, ArrayNode spans, SplittableRandom ids) {
    String trace = hex(ids.nextLong()) + hex(ids.nextLong());
    String id = hex(ids.nextLong());
    if (this == NODE) {
      for (int attempt = 0; attempt <= call.retries(); attempt++) {
        request(call, attempt, span(spans, trace, hex(ids.nextLong()), id, "POST"));
      }
    }
    ObjectNode span = span(spans, trace, id, "", "DynamoDB." + call.operation());
    times(span, (double) call.startMillis(), call.millis());
    ArrayNode attributes = span.putArray("attributes");
    text(attributes, "rpc.system", "aws-api");
    text(attributes, "rpc.service", sdk.equals("java") ? "DynamoDb" : "DynamoDB");
    text(attributes, "rpc.method", call.operation().name());
    text(attributes, this == NODE ? "db.system.name" : "db.system", "dynamodb");
    list(attributes, "aws.dynamodb.table_names", call.table());
    if (call.operation() == Call.Operation.Query || call.operation() == Call.Operation.Scan) {
      number(attributes, "aws.dynamodb.count", call.items());
    }
    region(attributes, call);
    if (call.ok() || call.error().status != 0) {
      String request = this == NODE ? "aws.request.id" : "aws.request_id";
      text(attributes, request, hex(ids.nextLong()).toUpperCase(java.util.Locale.ROOT));
      number(
          attributes,
          this == PYTHON || this == PYTHON_FUNCTION
              ? "http.status_code"
              : "http.response.status_code",
          call.ok() ? 200 : call.error().status);
    }
    if (sdk.equals("python")) {
      number(attributes, "retry_attempts", call.retries());
    }
    events(call, span);
  }

  private void region(ArrayNode attributes, Call call) {
    String host = "dynamodb." + call.region() + ".amazonaws.com";
    if (sdk.equals("java")) {
      text(attributes, "server.address", host);
      text(attributes, "aws.agent", "java-aws-sdk");
    } else {
      text(attributes, "cloud.region", call.region());
      if (this != NODE) {
        text(attributes, "net.peer.name", host);
      }
    }
  }

  private void events(Call call, ObjectNode span) {
    ArrayNode events = span.putArray("events");
    if (this == JAVA) {
      for (int attempt = 0; attempt < call.retries(); attempt++) {
        ObjectNode event = events.addObject().put("name", "HTTP request failure");
        event.put("timeUnixNano", nanos(call.startMillis() + 2.0 + 25.0 * attempt));
        ArrayNode attributes = event.putArray("attributes");
        number(attributes, "http.response.status_code", 400);
        text(attributes, "aws.http.error_message", body());
      }
    }
    ObjectNode status = span.putObject("status");
    if (!call.ok()) {
      ObjectNode event = events.addObject().put("name", "exception");
      event.put("timeUnixNano", nanos(call.startMillis() + call.millis()));
      ArrayNode attributes = event.putArray("attributes");
      text(attributes, "exception.type", exception(call.error()));
      text(attributes, "exception.message", message(call));
      status.put("code", 2).put("message", message(call));
    }
  }

  private String exception(Failure error) {
    return switch (this) {
      case JAVA, JAVA_WITHOUT_ATTEMPTS ->
          error == Failure.AbortError
              ? "software.amazon.awssdk.core.exception.AbortedException"
              : "software.amazon.awssdk.services.dynamodb.model." + named(error);
      case NODE -> error.name();
      case PYTHON, PYTHON_FUNCTION ->
          error == Failure.AbortError
              ? "asyncio.exceptions.CancelledError"
              : "botocore.errorfactory." + error.name();
    };
  }

  private static String named(Failure error) {
    return error.name().endsWith("Exception") ? error.name() : error.name() + "Exception";
  }

  private String message(Call call) {
    return sdk.equals("python")
        ? "An error occurred (%s) when calling the %s operation: %s"
            .formatted(call.error(), call.operation(), call.error().message)
        : call.error().message;
  }

  private static String body() {
    Failure throttled = Failure.ProvisionedThroughputExceededException;
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
        .formatted(throttled, throttled.message);
  }

  private static void request(Call call, int attempt, ObjectNode span) {
    boolean last = attempt == call.retries();
    double from = call.startMillis() + 25.0 * attempt;
    times(span, from, last ? call.startMillis() + call.millis() - from : 2);
    ArrayNode attributes = span.putArray("attributes");
    text(attributes, "http.request.method", "POST");
    String host = "dynamodb." + call.region() + ".amazonaws.com";
    text(attributes, "server.address", host);
    text(attributes, "url.full", "https://" + host + "/");
    text(attributes, "user_agent.original", "aws-sdk-js/3.1168.0 ua/2.1 os/linux lang/js");
    if (last && !call.ok() && call.error().status == 0) {
      text(attributes, "error.type", "AbortError");
      span.putObject("status").put("code", 2);
    } else {
      int status = !last ? 400 : call.ok() ? 200 : call.error().status;
      number(attributes, "http.response.status_code", status);
      span.putObject("status");
    }
  }

  private static ObjectNode span(
      ArrayNode spans, String trace, String id, String parent, String name) {
    return spans
        .addObject()
        .put("traceId", trace)
        .put("spanId", id)
        .put("parentSpanId", parent)
        .put("name", name)
        .put("kind", 3);
  }

  private static void times(ObjectNode span, double startMillis, double millis) {
    span.put("startTimeUnixNano", nanos(startMillis));
    span.put("endTimeUnixNano", nanos(startMillis + millis));
  }

  private static String nanos(double epochMillis) {
    return Math.round(epochMillis * 1_000) + "000";
  }

  private static String hex(long bits) {
    return "%016x".formatted(bits);
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static void number(ArrayNode attributes, String key, long value) {
    attributes.addObject().put("key", key).putObject("value").put("intValue", Long.toString(value));
  }

  private static void list(ArrayNode attributes, String key, String value) {
    attributes
        .addObject()
        .put("key", key)
        .putObject("value")
        .putObject("arrayValue")
        .putArray("values")
        .addObject()
        .put("stringValue", value);
  }
}
