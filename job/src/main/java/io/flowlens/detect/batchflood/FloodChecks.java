package io.flowlens.detect.batchflood;

import static io.flowlens.detect.batchflood.FloodText.rate;
import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.model.NodeKind;
import java.util.ArrayList;
import java.util.List;

/** What was checked that could have refuted a flood. */
final class FloodChecks {
  private FloodChecks() {}

  static List<String> of(Behind behind) {
    Lag lag = behind.lag;
    List<String> checks = new ArrayList<>();
    checks.add(
        lag.invoked == 0
            ? "Poison record: not assessed, as no span or log shows whether invocations fail."
            : format(
                "Poison record: %s of %,d invocations in the last 5 min failed.",
                percent(lag.failedShare), lag.invoked));
    if (behind.flooding.kind == Kind.FLOOD) {
      checks.add(
          lag.usualTaken >= 0
              ? format(
                  "Slow consumer: it takes %s records a second, usually %s.",
                  rate(lag.taken), rate(lag.usualTaken))
              : "Slow consumer: not assessed, as nothing shows how many records it takes.");
    }
    checks.add(
        lag.isAgeKnown()
            ? "Iterator set back: no; records have not become older faster than time passes."
            : "Age of records: not shown; the wait is what arrived and was not taken, by the rate at which it is taken.");
    if (!lag.isAgeKnown() && behind.channel.source().kind != NodeKind.QUEUE) {
      checks.add(
          format(
              "Filter of the event source mapping: usually %s of what arrives is taken; whether that holds for this"
                  + " batch is not known.",
              percent(Math.min(1, lag.usualTaken / lag.usualArrivals))));
    }
    return checks;
  }
}
