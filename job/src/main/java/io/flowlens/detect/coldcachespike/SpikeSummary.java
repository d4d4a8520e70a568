package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Says who waits, for how long and since when; then why. */
final class SpikeSummary {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  /** A minute that was so many times as bad as the whole is named. */
  private static final double WORSE = 1.5;

  private SpikeSummary() {}

  static String of(
      Edge edge, SlowThreshold slow, SpikeWindow window, SpikeTotals totals, boolean crashes) {
    return Text.sentences(
        crashes ? restarts(edge, window) : "",
        format(
            crashes
                ? "Since %2$s one of their calls to %1$s in %3$,d takes %4$,.0f ms instead of %5$.1f ms"
                : "%1$s: since %2$s one call in %3$,d takes %4$,.0f ms instead of %5$.1f ms",
            crashes ? Text.name(edge.to) : Text.name(edge),
            clock(totals.since),
            oneIn(totals.slowShare()),
            totals.meanSlowMillis(),
            slow.usualMillis),
        format(
            "%.0f %% of the slow ones are %s",
            100 * window.cold.shareOfSlow(), CauseText.cause(window, edge)),
        totals.worst > WORSE * totals.slowShare()
            ? format("It was worst at %s: one in %,d", clock(totals.worstAt), oneIn(totals.worst))
            : "",
        format("The mean of %.1f ms hides it", totals.meanMillis()));
  }

  private static String restarts(Edge edge, SpikeWindow window) {
    return format(
        "Instances of %s live about %.0f s: %,d new ones in the last %d min",
        Text.name(edge.from), window.lifetimeSeconds(), window.newInstances(), window.minutes);
  }

  private static long oneIn(double share) {
    return Math.max(1, Math.round(1 / share));
  }

  private static String clock(long epochMillis) {
    return CLOCK.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
  }
}
