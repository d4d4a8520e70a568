package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Repeats;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.List;

/**
 * Whether what a function writes to a table shows that it does its work more than once.
 *
 * <p>Counters that only ever go up by one repeat themselves too, and the more the busier they are.
 * What does not hang on how busy they are is how often two additions are the same: with two hundred
 * products sold alike, one pair in two hundred. A batch that is worked on again and again adds the
 * same few over and over.
 */
final class CorruptionCriteria implements Serializable {
  /** In minutes: fast and slow repetitions. */
  private static final int[] WINDOW_MINUTES = {2, 5};

  /** Most additions must repeat another. */
  private static final double MOST = 0.5;

  /** And two of them must be the same so many times as often as usual. */
  private static final double TIMES_USUAL = 3;

  /** Fewer changes than this say nothing of what is usual. */
  private static final long ENOUGH = 30;

  private final long minRepeated;

  CorruptionCriteria(Settings settings) {
    minRepeated = settings.get(ReplayLoopOptions.MIN_REPEATED);
  }

  /** What the table shows of a replay by the function that writes most; null when it is nothing. */
  Explanation effect(TableReplays state, TablePane pane) {
    if (pane.mainFunction() == null) {
      return null;
    }
    for (int minutes : WINDOW_MINUTES) {
      Repeats recent = state.additions.of(0, minutes);
      if (recent.repeated() >= minRepeated && recent.share() >= MOST) {
        double times = recent.sameness(0) / usual(state.additions, minutes);
        if (times >= TIMES_USUAL) {
          return explanation(pane.mainFunction().to.name, recent, minutes, times);
        }
      }
    }
    return null;
  }

  /** How often two additions were the same before that; NaN when it is not known. */
  private static double usual(Additions additions, int minutes) {
    Repeats before = additions.of(minutes, Additions.MINUTES - minutes);
    // One pair more than was seen: that none of 500 is the same may be luck.
    return before.changes() < ENOUGH ? Double.NaN : before.sameness(1);
  }

  private static Explanation explanation(String table, Repeats recent, int minutes, double times) {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.CRITICAL;
    explanation.confidence = 0.9;
    explanation.summary =
        format(
            "%s is corrupted: %,d of %,d additions in a sample of its items in the last %d min repeat one made before."
                + " Two of them are the same %.0f times as often as usual.",
            table, recent.repeated(), recent.changes(), minutes, times);
    explanation.findings = List.of("CORRUPTING_REPLAY");
    explanation.measures =
        List.of(
            Measure.of(
                "repeated-additions-to-" + table,
                "1",
                recent.share(),
                Double.NaN,
                MOST,
                recent.changes()),
            Measure.of(
                "sameness-of-additions-to-" + table, "1", times, 1, TIMES_USUAL, recent.changes()));
    return explanation;
  }
}
