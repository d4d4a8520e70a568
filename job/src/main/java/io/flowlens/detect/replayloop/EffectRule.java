package io.flowlens.detect.replayloop;

import io.flowlens.config.Settings;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Repeats;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** Whether what a function writes to a table shows that it does its work more than once. */
final class EffectRule implements Serializable {
  /** Most additions must repeat another. */
  private static final double MOST = 0.5;

  /** And by so much more than before: counters that only ever go up by one repeat themselves. */
  private static final double RISE = 0.3;

  /** Fewer changes than this say nothing of what is usual. */
  private static final long ENOUGH = 30;

  private final long minRepeated;

  EffectRule(Settings settings) {
    minRepeated = settings.get(ReplayLoopOptions.MIN_REPEATED);
  }

  /** What the table shows of a replay by the function that writes most; null when it is nothing. */
  Explanation effect(TableReplays state, TablePane pane) {
    if (pane.mainFunction() == null || state.additions.isEmpty()) {
      return null;
    }
    Repeats recent = state.additions.recent();
    Repeats usual = state.additions.usual();
    boolean much = recent.repeated() >= minRepeated && recent.share() >= MOST;
    boolean unusual = usual.changes() >= ENOUGH && recent.share() >= usual.share() + RISE;
    return much && unusual ? explanation(pane, recent, usual) : null;
  }

  private static Explanation explanation(TablePane pane, Repeats recent, Repeats usual) {
    String table = pane.mainFunction().to.name;
    Explanation explanation = new Explanation();
    explanation.severity = Severity.CRITICAL;
    explanation.confidence = 0.9;
    explanation.summary =
        String.format(
            Locale.ROOT,
            "%s is corrupted: %,d of %,d additions in a sample of its items repeat one made before (usually %.0f %%).",
            table,
            recent.repeated(),
            recent.changes(),
            100 * usual.share());
    explanation.findings = List.of("CORRUPTING_REPLAY");
    explanation.measures =
        List.of(
            Measure.of(
                "repeated-additions-to-" + table,
                "1",
                recent.share(),
                usual.share(),
                MOST,
                recent.changes()));
    return explanation;
  }
}
