package io.flowlens.detect.coldcachespike;

import io.flowlens.model.Detail;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What could have refuted a cold-cache spike, and what came of checking it. */
final class Checks {
  private Checks() {}

  static List<String> of(Pane pane, Slow slow, Window window) {
    List<String> checks = new ArrayList<>();
    checks.add(other("Retries", "took more than one attempt", window.retried, window));
    checks.add(other("Size", "carried 50 items or more", window.manyItems, window));
    checks.add(
        pane.get(Detail.LATENCY).count() == 0
            ? say("Median: no call in the last 10 s; usual are %.1f ms.", slow.usualMillis)
            : say(
                "Median: %.1f ms in the last 10 s, and %.1f ms are usual; %.0f %% of calls take more than one and a"
                    + " half times that, so the whole is not slower.",
                pane.get(Detail.LATENCY).quantileMillis(0.5),
                slow.usualMillis,
                100.0 * window.up / window.calls));
    checks.add(
        say(
            "One burst, such as a deploy or the end of a silence: no; there were slow first calls in %d of the last"
                + " 15 minutes.",
            window.minutesWithCold()));
    String followed = window.kind() == Kind.KEY ? "Keys" : "Instances";
    checks.add(
        window.cold.coverage == 1
            ? say("%s: all that name themselves are followed.", followed)
            : say(
                "%s: %s %% of them are followed, and their first calls scaled up.",
                followed, percent(window.cold.coverage)));
    checks.addAll(keys(window));
    if (window.sampled > 0) {
      checks.add(
          "Sampling: the calls come from sampled traces, so some pauses are shorter than they look, and few first calls"
              + " that are seen are the first; that hides the connection with slow calls, and does not make one.");
    }
    checks.add(
        "Not assessed: "
            + (window.tellsKeys() ? "" : "keys, ")
            + "caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each"
            + " connection), what the callee itself measured.");
    return checks;
  }

  /** What keys have to do with it, or else what has, where calls tell their keys. */
  private static List<String> keys(Window window) {
    if (window.kind() == Kind.KEY) {
      return List.of(
          say(
              "Connections, instances, callees: their first uses explain %.0f of the %,d slow calls.",
              window.coldOrigin.attributable(), window.slow),
          "Harm: not known, so this is for information only; a cache that reads through is slow at a key's first call"
              + " by design.");
    }
    return window.tellsKeys()
        ? List.of(
            say(
                "Keys: that they had not been called for 5 minutes explains %.0f of the %,d slow calls.",
                window.coldKey.attributable(), window.slow))
        : List.of();
  }

  private static String percent(double share) {
    return say(share < 0.01 ? "%.2f" : "%.0f", 100 * share);
  }

  private static String other(String what, String how, Factor factor, Window window) {
    return factor.exposedSlow == 0
        ? say("%s: none of the %,d slow calls %s.", what, window.slow, how)
        : say(
            "%s: %,d of the %,d slow calls %s, which explains %.0f of them.",
            what, factor.exposedSlow, window.slow, how, factor.attributable());
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
