package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** One edge as the diagram knows it: its newest rows and what happened in the last minute. */
final class EdgeState {
  /** Percentiles of fewer calls than this say little; the minute before is shown instead. */
  private static final int ENOUGH_FOR_PERCENTILES = 20;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private final String id;
  private final LastMinute lastMinute = new LastMinute();
  private ObjectNode newest;
  private ObjectNode before;
  private long grewAt;
  private ObjectNode told;

  EdgeState(String id) {
    this.id = id;
  }

  /** Takes a row of a minute that was over when the diagram started; call in order of time. */
  void begin(ObjectNode row) {
    long start = windowStart(row);
    lastMinute.begin(start, row.path("windowSeconds").asInt(60), Counters.of(row));
    grewAt = newestEvent(row);
    keep(row);
  }

  /**
   * Takes a row as read now.
   *
   * @return whether it says anything new
   */
  boolean see(ObjectNode row, long now) {
    if (row.equals(newest) || row.equals(before)) {
      return false;
    }
    lastMinute.see(windowStart(row), Counters.of(row), now);
    grewAt = now;
    keep(row);
    return true;
  }

  private void keep(ObjectNode row) {
    long start = windowStart(row);
    if (newest == null || start == windowStart(newest)) {
      newest = row;
    } else if (start > windowStart(newest)) {
      before = newest;
      newest = row;
    } else if (before == null || start >= windowStart(before)) {
      before = row;
    }
  }

  JsonNode from() {
    return newest.path("from");
  }

  JsonNode to() {
    return newest.path("to");
  }

  long windowStart() {
    return windowStart(newest);
  }

  long newestEvent() {
    return newestEvent(newest);
  }

  /** When the edge's rows last said something new, epoch milliseconds. */
  long grewAt() {
    return grewAt;
  }

  /** What the page draws of this edge, as of now. */
  ObjectNode summary(long now) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("id", id);
    summary.put("from", Names.node(from()));
    summary.put("to", Names.node(to()));
    summary.put("access", newest.path("access").asText());
    summary.put("crossRegion", newest.path("crossRegion").asBoolean());
    summary.put("windowStart", newest.path("windowStart").asText());
    summary.put("final", newest.path("final").asBoolean());
    summary.put("grewAt", grewAt);
    summary.set("perSecond", perSecond(lastMinute.perSecond(now)));
    ObjectNode latency = latencyRow();
    if (latency != null) {
      ObjectNode shown = summary.putObject("latencyMs");
      shown.set("p50", latency.path("latencyMs").path("p50"));
      shown.set("p99", latency.path("latencyMs").path("p99"));
      shown.set("windowStart", latency.path("windowStart"));
    }
    return summary;
  }

  /** The summary if it differs from the one told last, else null. */
  ObjectNode news(long now) {
    ObjectNode summary = summary(now);
    if (summary.equals(told)) {
      return null;
    }
    told = summary;
    return summary;
  }

  private ObjectNode latencyRow() {
    long count = latencyCount(newest);
    long countBefore = latencyCount(before);
    if (count >= ENOUGH_FOR_PERCENTILES || count >= countBefore) {
      return count == 0 ? null : newest;
    }
    return before;
  }

  private static long latencyCount(ObjectNode row) {
    return row == null ? 0 : row.path("latencyMs").path("count").asLong();
  }

  private static ObjectNode perSecond(Counters rates) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("calls", rounded(rates.calls()));
    json.put("attempts", rounded(rates.attempts()));
    json.put("failed", rounded(rates.failed()));
    json.put("throttled", rounded(rates.throttled()));
    json.put("conflict", rounded(rates.conflict()));
    json.put("conditional", rounded(rates.conditional()));
    json.put("timeout", rounded(rates.timeout()));
    json.put("server", rounded(rates.server()));
    json.put("client", rounded(rates.client()));
    json.put("other", rounded(rates.other()));
    json.put("readUnits", rounded(rates.readUnits()));
    json.put("writeUnits", rounded(rates.writeUnits()));
    json.put("wastedWriteUnits", rounded(rates.wastedWriteUnits()));
    json.put("strongReads", rounded(rates.strongReads()));
    json.put("eventualReads", rounded(rates.eventualReads()));
    return json;
  }

  private static double rounded(double rate) {
    return rate < 1e-6 ? 0 : BigDecimal.valueOf(rate).round(THREE_DIGITS).doubleValue();
  }

  static long windowStart(JsonNode row) {
    return time(row.path("windowStart"), 0);
  }

  /** When the newest flow that the row names ended; the window's start if it names none. */
  private static long newestEvent(JsonNode row) {
    long newest = windowStart(row);
    for (JsonNode exemplar : row.path("exemplars")) {
      newest = Math.max(newest, time(exemplar.path("at"), 0));
    }
    return newest;
  }

  private static long time(JsonNode value, long otherwise) {
    if (value.isNumber()) {
      return value.asLong();
    }
    try {
      return Instant.parse(value.asText()).toEpochMilli();
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }
}
