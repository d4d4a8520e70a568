package io.flowlens.replay.languages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Calls, attempts and errors by edge: as they truly were, and as flowlens has counted them. */
final class EdgeTotals {
  private final Map<String, Map<String, Long>> edges = new TreeMap<>();

  private EdgeTotals() {}

  /** What these calls were, as far as the spans of the language show it. */
  static Map<String, Map<String, Long>> shownBy(Language language, List<Call> calls) {
    EdgeTotals totals = new EdgeTotals();
    for (Call call : calls) {
      String edge = edge(call);
      int failed = shownFailures(language, call);
      totals.add(edge, "calls", 1);
      totals.add(edge, call.ok() ? "ok" : "failed", 1);
      totals.add(edge, "attempts", call.ok() ? failed + 1L : failed);
      if (failed > 0) {
        totals.add(edge, shownCause(language, call), failed);
      }
    }
    return totals.edges;
  }

  /** What the rows of one minute each say. */
  static Map<String, Map<String, Long>> of(List<JsonNode> rows) {
    EdgeTotals totals = new EdgeTotals();
    for (JsonNode row : rows) {
      if (row.get("windowSeconds").asInt() == 60) {
        String edge = row.get("edgeId").asText();
        for (String count : List.of("calls", "ok", "failed", "attempts")) {
          totals.add(edge, count, row.get(count).asLong());
        }
        row.get("errors")
            .fields()
            .forEachRemaining(error -> totals.add(edge, error.getKey(), error.getValue().asLong()));
      }
    }
    return totals.edges;
  }

  private void add(String edge, String count, long more) {
    if (more > 0) {
      edges.computeIfAbsent(edge, id -> new TreeMap<>()).merge(count, more, Long::sum);
    }
  }

  private static int shownFailures(Language language, Call call) {
    if (call.failedAttempts() == 0 || call.failure().isAnswered()) {
      return call.failedAttempts();
    }
    if (call.ok()) {
      return language.shows(Unseen.TIMEOUTS_BEFORE_A_SUCCESS) ? call.failedAttempts() : 0;
    }
    return language.shows(Unseen.ATTEMPTS_OF_A_CALL_THAT_TIMED_OUT) ? call.failedAttempts() : 1;
  }

  private static String shownCause(Language language, Call call) {
    Unseen hides =
        call.failure() == Failure.THROTTLED
            ? Unseen.CAUSE_OF_THROTTLED_ATTEMPTS_BEFORE_A_SUCCESS
            : Unseen.CAUSE_OF_BROKEN_ATTEMPTS_BEFORE_A_SUCCESS;
    return call.ok() && !language.shows(hides)
        ? "other"
        : call.failure().name().toLowerCase(Locale.ROOT);
  }

  /** The id of the edge that the call is one of. */
  static String edge(Call call) {
    return "service:%s:%s:%s|table:%s:%s:%s|%s"
        .formatted(
            Service.ACCOUNT,
            call.caller().region(),
            call.caller().name(),
            Service.ACCOUNT,
            call.region(),
            call.table(),
            call.operation().equals("GetItem") ? "read" : "write");
  }
}
