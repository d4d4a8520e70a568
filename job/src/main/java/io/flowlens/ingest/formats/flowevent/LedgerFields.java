package io.flowlens.ingest.formats.flowevent;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import java.util.Set;

/** What a write tells for the ledger: its errors that were cancelled transactions, and repeats. */
final class LedgerFields {
  private static final Set<String> CANCELLED =
      Set.of("condition", "conflict", "throttled", "otherTable", "unexplained");

  private LedgerFields() {}

  /** Fills in what is told, after the errors that it is among. */
  static void fill(FlowEvent flow, Fields event) throws Unusable {
    Fields cancelled = event.object("cancelled", CANCELLED);
    long most = flow.attempts;
    if (cancelled != null) {
      add(flow, cancelled, "condition", Counter.CANCELLED_CONDITION, most);
      add(flow, cancelled, "conflict", Counter.CANCELLED_CONFLICT, most);
      add(flow, cancelled, "throttled", Counter.CANCELLED_THROTTLED, most);
      add(flow, cancelled, "otherTable", Counter.CANCELLED_ELSEWHERE, most);
      add(flow, cancelled, "unexplained", Counter.CANCELLED_UNEXPLAINED, most);
    }
    add(flow, event, "replicatedConflicts", Counter.REPLICATED_CONFLICT, most);
    within(flow, "conditional", ErrorClass.CONDITIONAL, Counter.CANCELLED_CONDITION);
    within(
        flow,
        "conflict",
        ErrorClass.CONFLICT,
        Counter.CANCELLED_CONFLICT,
        Counter.REPLICATED_CONFLICT);
    within(flow, "throttled", ErrorClass.THROTTLED, Counter.CANCELLED_THROTTLED);
    within(
        flow,
        "other",
        ErrorClass.OTHER,
        Counter.CANCELLED_ELSEWHERE,
        Counter.CANCELLED_UNEXPLAINED);
    if (event.flag("duplicate", false)) {
      event.require(flow.ok && flow.calls == 1, "duplicate", "of a call that is ok");
      flow.add(Counter.DUPLICATES, 1);
    }
  }

  private static void add(FlowEvent flow, Fields fields, String name, Counter counter, long most)
      throws Unusable {
    long n = fields.whole(name, 0, most, 0);
    if (n > 0) {
      flow.add(counter, n);
    }
  }

  /** Refuses more of these than errors of the class that they are among. */
  private static void within(FlowEvent flow, String error, ErrorClass among, Counter... counters)
      throws Unusable {
    long sum = 0;
    for (Counter counter : counters) {
      sum += flow.get(counter);
    }
    if (sum > (flow.errors == null ? 0 : flow.errors[among.ordinal()])) {
      throw Fields.wrong(
          "The flow event tells more cancelled or conflicting writes than errors." + error + '.');
    }
  }
}
