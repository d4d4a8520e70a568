package io.flowlens.look.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of an X-Ray segment: who called what, when, and how it went. No annotations and
 * metadata, no users and addresses of clients, no paths, no SQL.
 */
final class SegmentFields {
  private static final List<String> KEPT =
      List.of(
          "id",
          "name",
          "start_time",
          "end_time",
          "trace_id",
          "parent_id",
          "type",
          "namespace",
          "origin",
          "resource_arn",
          "inferred",
          "in_progress",
          "error",
          "fault",
          "throttle");

  private static final List<String> AWS =
      List.of(
          "operation",
          "region",
          "request_id",
          "retries",
          "table_name",
          "table_names",
          "index_name",
          "consistent_read",
          "consumed_capacity",
          "queue_url",
          "topic_arn",
          "stream_name",
          "function_arn",
          "function_name",
          "account_id",
          "resource_names");

  private static final List<String> EC2 = List.of("availability_zone", "instance_id");
  private static final List<String> ECS = List.of("container_arn", "container_id");
  private static final List<String> EKS = List.of("pod");
  private static final int LONGEST_MESSAGE = 300;
  private static final Pattern HOST =
      Pattern.compile("[a-z]+://[^/?#@]+", Pattern.CASE_INSENSITIVE);

  private SegmentFields() {}

  /** The segment or subsegment with nothing else in it. */
  static ObjectNode only(JsonNode part) {
    ObjectNode kept = copy(part, KEPT);
    http(part.path("http"), kept);
    aws(part.path("aws"), kept);
    cause(part, kept);
    if (part.path("subsegments").isArray()) {
      ArrayNode subsegments = kept.putArray("subsegments");
      part.path("subsegments").forEach(subsegment -> subsegments.add(only(subsegment)));
    }
    return kept;
  }

  private static void http(JsonNode http, ObjectNode into) {
    if (!http.isObject()) {
      return;
    }
    ObjectNode kept = into.putObject("http");
    JsonNode request = http.path("request");
    if (request.isObject()) {
      ObjectNode asked = kept.putObject("request");
      asked.setAll(copy(request, List.of("method", "traced")));
      Matcher host = HOST.matcher(request.path("url").asText());
      if (host.lookingAt()) {
        asked.put("url", host.group() + "/");
      }
    }
    kept.set("response", copy(http.path("response"), List.of("status")));
  }

  private static void aws(JsonNode aws, ObjectNode into) {
    if (!aws.isObject()) {
      return;
    }
    ObjectNode kept = copy(aws, AWS);
    kept.set("ec2", copy(aws.path("ec2"), EC2));
    kept.set("ecs", copy(aws.path("ecs"), ECS));
    kept.set("eks", copy(aws.path("eks"), EKS));
    into.set("aws", kept);
  }

  /** The type of the first exception; its text only where it is AWS's, not the program's own. */
  private static void cause(JsonNode part, ObjectNode into) {
    JsonNode exception = part.path("cause").path("exceptions").path(0);
    if (!exception.isObject()) {
      return;
    }
    ObjectNode kept = copy(exception, List.of("type"));
    boolean ofAws =
        part.path("namespace").asText().equals("aws")
            || part.path("name").asText().equals("attempt");
    String message = exception.path("message").asText();
    if (ofAws && !message.isEmpty()) {
      int length = Math.min(LONGEST_MESSAGE, message.length());
      kept.put("message", message.substring(0, length));
    }
    into.putObject("cause").putArray("exceptions").add(kept);
  }

  private static ObjectNode copy(JsonNode from, List<String> names) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (from.has(name)) {
        kept.set(name, from.get(name));
      }
    }
    return kept;
  }
}
