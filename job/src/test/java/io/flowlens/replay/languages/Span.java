package io.flowlens.replay.languages;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A client span of a call, before it is written in one form or the other.
 *
 * @param parentId empty for a root
 * @param error the message of a span whose status is an error; null where it is unset
 */
record Span(
    String traceId,
    String id,
    String parentId,
    String name,
    long startNanos,
    long endNanos,
    Map<String, Object> attributes,
    List<Event> events,
    String error) {

  /** Something that happened during a span. */
  record Event(String name, long nanos, Map<String, Object> attributes) {}

  /** The span of a call as such, without a parent. */
  static Span of(
      Call call, String name, Map<String, Object> attributes, List<Event> events, String error) {
    return new Span(
        call.traceId(),
        call.spanId(),
        "",
        name,
        call.startNanos(),
        call.endNanos(),
        attributes,
        events,
        error);
  }

  static Event exception(Call call, String type, String message) {
    return new Event(
        "exception", call.endNanos(), Map.of("exception.type", type, "exception.message", message));
  }

  /** The resource of all spans of a service. */
  static Map<String, Object> resource(Service service, String language) {
    return Map.of(
        "service.name",
        service.name(),
        "service.instance.id",
        service.name() + "-1",
        "telemetry.sdk.language",
        language,
        "cloud.region",
        service.region(),
        "cloud.account.id",
        Service.ACCOUNT);
  }

  static Collection<String> tables(Call call) {
    return List.of(call.table());
  }
}
