package io.flowlens.detect.retrycascade;

import io.flowlens.model.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What could have refuted a retry cascade, and what came of checking it. */
final class CounterEvidence {
  private CounterEvidence() {}

  static List<String> of(Edge edge, Tally tally) {
    List<String> checks = new ArrayList<>();
    checks.add(
        say(
            "Goodput: %,d of %,d calls succeeded; retries are measured per call, so more traffic alone does not"
                + " raise them.",
            tally.calls - tally.failed, tally.calls));
    checks.add(
        tally.hopeless() == 0
            ? "Failed conditions and rejected requests: none."
            : say(
                "Failed conditions and rejected requests: %,d, of which %,d were retried; only those count.",
                tally.hopeless(), tally.retriedInVain()));
    checks.add(
        tally.hedges() == 0
            ? "Hedged requests: none; every extra attempt follows a failed one."
            : say(
                "Hedged requests: %,d extra attempts follow no failure and were left out.",
                tally.hedges()));
    checks.add(
        tally.sampled == 0
            ? "Sampling: all calls are in the evidence."
            : say(
                "Sampling: %s of the calls seen come from sampled traces; a trace is kept or dropped whole, so"
                    + " attempts per call stay unbiased.",
                RetryExplanation.percent(RetryExplanation.share(tally.sampled, tally.calls))));
    checks.add(
        edge.crossRegion()
            ? say(
                "Region: the call crosses from %s to %s, which lengthens each attempt but makes no failures of"
                    + " this kind by itself.",
                edge.from.region, edge.to.region)
            : "Region: caller and callee are not known to be apart.");
    return checks;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
