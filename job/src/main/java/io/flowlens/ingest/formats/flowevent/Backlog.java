package io.flowlens.ingest.formats.flowevent;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.FlowEvent;

/** What a flow event says of work that is left: items undone, and how long records waited. */
final class Backlog {
  /** Kinesis keeps records for a year at most. */
  private static final long OLDEST_SECONDS = 366 * 86_400L;

  private Backlog() {}

  /** Fills both in, after the outcome and the number of records. */
  static void fill(FlowEvent flow, Fields event) throws Unusable {
    if (event.has("unprocessed")) {
      Access access = flow.edge.access;
      boolean writes = access == Access.WRITE || access == Access.PUBLISH;
      event.require(writes && flow.ok, "unprocessed", "of a write or publish that is ok");
      flow.add(Counter.UNPROCESSED, event.whole("unprocessed", 0, Integer.MAX_VALUE, 0));
    }
    if (event.has("ageSeconds")) {
      event.require(flow.edge.access == Access.DELIVER, "ageSeconds", "of a delivery");
      flow.add(Counter.OF_KNOWN_AGE, 1);
      flow.add(Counter.AGE_SECONDS, event.whole("ageSeconds", 0, OLDEST_SECONDS, 0));
    }
  }
}
