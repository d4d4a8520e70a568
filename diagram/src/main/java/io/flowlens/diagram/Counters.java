package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.DoubleBinaryOperator;

/**
 * What is counted on an edge and can be added up over windows.
 *
 * @param calls logical calls (or change records, or deliveries)
 * @param attempts first tries plus retries
 * @param failed calls that failed in the end
 * @param throttled attempts refused because of throughput
 * @param conflict attempts that lost against another transaction or writer
 * @param conditional attempts whose own condition was not met: often the program's intention
 * @param timeout attempts that got no answer in time
 * @param server attempts that the callee failed at
 * @param client attempts that were refused because of what the caller sent
 * @param other attempts that failed for a reason that the evidence does not name
 * @param readUnits read units that were paid for
 * @param writeUnits write units that were paid for
 * @param wastedWriteUnits write units paid for nothing
 * @param strongReads calls that read with strong consistency
 * @param eventualReads calls that read with eventual consistency
 */
record Counters(
    double calls,
    double attempts,
    double failed,
    double throttled,
    double conflict,
    double conditional,
    double timeout,
    double server,
    double client,
    double other,
    double readUnits,
    double writeUnits,
    double wastedWriteUnits,
    double strongReads,
    double eventualReads) {

  static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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
        errors.path("timeout").asDouble(),
        errors.path("server").asDouble(),
        errors.path("client").asDouble(),
        errors.path("other").asDouble(),
        row.path("readUnits").asDouble(),
        row.path("writeUnits").asDouble(),
        row.path("wastedWriteUnits").asDouble(),
        row.path("strongReads").asDouble(),
        row.path("eventualReads").asDouble());
  }

  Counters plus(Counters that) {
    return combine(that, Double::sum);
  }

  Counters minus(Counters that) {
    return combine(that, (mine, theirs) -> mine - theirs);
  }

  Counters times(double factor) {
    return combine(this, (mine, same) -> mine * factor);
  }

  /** The greater of each: a row that shrank was written again from the start after a recovery. */
  Counters max(Counters that) {
    return combine(that, Math::max);
  }

  private Counters combine(Counters that, DoubleBinaryOperator of) {
    return new Counters(
        of.applyAsDouble(calls, that.calls),
        of.applyAsDouble(attempts, that.attempts),
        of.applyAsDouble(failed, that.failed),
        of.applyAsDouble(throttled, that.throttled),
        of.applyAsDouble(conflict, that.conflict),
        of.applyAsDouble(conditional, that.conditional),
        of.applyAsDouble(timeout, that.timeout),
        of.applyAsDouble(server, that.server),
        of.applyAsDouble(client, that.client),
        of.applyAsDouble(other, that.other),
        of.applyAsDouble(readUnits, that.readUnits),
        of.applyAsDouble(writeUnits, that.writeUnits),
        of.applyAsDouble(wastedWriteUnits, that.wastedWriteUnits),
        of.applyAsDouble(strongReads, that.strongReads),
        of.applyAsDouble(eventualReads, that.eventualReads));
  }
}
