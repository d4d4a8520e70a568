package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is counted on an edge and can be added up over windows.
 *
 * @param calls logical calls (or change records, or deliveries)
 * @param attempts first tries plus retries
 * @param failed calls that failed in the end
 * @param throttled attempts refused because of throughput
 * @param conflict attempts that lost against another transaction or writer
 * @param conditional attempts whose own condition was not met: often the program's intention
 * @param otherErrors attempts that failed otherwise
 * @param wastedWriteUnits write units paid for nothing
 */
record Counters(
    double calls,
    double attempts,
    double failed,
    double throttled,
    double conflict,
    double conditional,
    double otherErrors,
    double wastedWriteUnits) {

  static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0);

  /** The counters of a row of the edge table; what a row lacks counts as zero. */
  static Counters of(JsonNode row) {
    JsonNode errors = row.path("errors");
    return new Counters(
        row.path("calls").asDouble(),
        row.path("attempts").asDouble(),
        row.path("failed").asDouble(),
        errors.path("throttled").asDouble(),
        errors.path("conflict").asDouble(),
        errors.path("conditional").asDouble(),
        errors.path("timeout").asDouble()
            + errors.path("server").asDouble()
            + errors.path("client").asDouble()
            + errors.path("other").asDouble(),
        row.path("wastedWriteUnits").asDouble());
  }

  Counters plus(Counters that) {
    return combine(that, 1);
  }

  Counters minus(Counters that) {
    return combine(that, -1);
  }

  Counters times(double factor) {
    return ZERO.combine(this, factor);
  }

  /** The greater of each: a row that shrank was written again from the start after a recovery. */
  Counters max(Counters that) {
    return new Counters(
        Math.max(calls, that.calls),
        Math.max(attempts, that.attempts),
        Math.max(failed, that.failed),
        Math.max(throttled, that.throttled),
        Math.max(conflict, that.conflict),
        Math.max(conditional, that.conditional),
        Math.max(otherErrors, that.otherErrors),
        Math.max(wastedWriteUnits, that.wastedWriteUnits));
  }

  private Counters combine(Counters that, double factor) {
    return new Counters(
        calls + factor * that.calls,
        attempts + factor * that.attempts,
        failed + factor * that.failed,
        throttled + factor * that.throttled,
        conflict + factor * that.conflict,
        conditional + factor * that.conditional,
        otherErrors + factor * that.otherErrors,
        wastedWriteUnits + factor * that.wastedWriteUnits);
  }
}
