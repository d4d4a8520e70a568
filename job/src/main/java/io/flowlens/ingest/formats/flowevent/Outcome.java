package io.flowlens.ingest.formats.flowevent;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** How often it was tried, and what came of it. */
final class Outcome {
  private static final long MOST_ATTEMPTS = 1_000_000;

  private static final Set<String> CLASSES =
      Arrays.stream(ErrorClass.values()).map(ErrorClass::label).collect(Collectors.toSet());

  private Outcome() {}

  /** Fills in calls, attempts, errors. Failures whose cause is not told are of no known class. */
  static void fill(FlowEvent flow, Fields event) throws Unusable {
    flow.calls = (int) event.whole("calls", 0, 1, 1);
    flow.attempts = (int) event.whole("attempts", flow.calls, MOST_ATTEMPTS, flow.calls);
    flow.attemptsShown = event.has("attempts");
    flow.ok = event.flag("ok", true);
    int told = errors(flow, event.object("errors", CLASSES));
    int failed = flow.ok ? flow.attempts - flow.calls : flow.attempts;
    if (told > (flow.calls == 0 ? flow.attempts : failed)) {
      throw Fields.wrong("The flow event has more errors than attempts that failed.");
    }
    if (flow.calls == 1 && told < failed) {
      flow.fail(ErrorClass.OTHER, failed - told);
    }
    LedgerFields.fill(flow, event);
  }

  private static int errors(FlowEvent flow, Fields errors) throws Unusable {
    int sum = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      int n = errors == null ? 0 : (int) errors.whole(errorClass.label(), 0, MOST_ATTEMPTS, 0);
      if (n > 0) {
        flow.fail(errorClass, n);
      }
      sum += n;
    }
    return sum;
  }
}
