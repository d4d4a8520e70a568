package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one sentence about a storm: all of it, its peak, how it stands now or how it ended. */
final class Sentence {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A peak that is no higher than this is none worth a word. */
  private static final double HIGHER = 1.1;

  private final Storm storm;
  private final Tally whole;

  /** The newest window judged; null when the storm is over. */
  private final Tally now;

  private Sentence(Storm storm, Tally whole, Tally now) {
    this.storm = storm;
    this.whole = whole;
    this.now = now;
  }

  static String of(Edge edge, Storm storm, Tally now, Baseline baseline, double budget) {
    Sentence sentence = new Sentence(storm, storm.counted(), now);
    return Text.name(edge) + ": "
        + sentence.numbers(budget)
        + sentence.course(baseline)
        + sentence.lost();
  }

  private String numbers(double budget) {
    return format("%.2f", whole.attemptsPerCall())
        + interval()
        + " attempts per call "
        + time()
        + format(" (budget %.2f)", 1 + budget)
        + peak()
        + newest()
        + format(
            ", %s of attempts %s retries, mostly after %s",
            percent(RetryExplanation.share(whole.retries(), whole.attempts())),
            now == null ? "were" : "are",
            Words.failure(whole.mainCause()));
  }

  private String interval() {
    return whole.sampled == 0
        ? ""
        : format(" (%.2f to %.2f)", Interval.low(whole), Interval.high(whole));
  }

  private String time() {
    String waves = storm.waves == 1 ? "" : format(" in %,d waves", storm.waves);
    return now == null
        ? format("from %s to %s UTC", clock(storm.since), clock(storm.until)) + waves
        : format("since %s UTC", clock(storm.since)) + waves;
  }

  private String peak() {
    return storm.peak < HIGHER * whole.attemptsPerCall()
        ? ""
        : format(", %.2f at its peak at %s", storm.peak, clock(storm.peakAt));
  }

  private String newest() {
    if (now == null
        || format("%.2f", now.attemptsPerCall()).equals(format("%.2f", whole.attemptsPerCall()))) {
      return "";
    }
    return format(", %.2f in the last %s", now.attemptsPerCall(), now.window.label());
  }

  private String course(Baseline baseline) {
    Metastability metastability = storm.metastability;
    if (metastability.endedByShedding) {
      return format(
          "; it ended when calls fell to %s of the usual and did not come back with them, so the retries had kept it"
              + " going",
          percent(metastability.shedTo(baseline)));
    }
    return (metastability.outlivedSurge
            ? "; it outlived the surge that began it, so the retries keep it going"
            : "")
        + end();
  }

  private String end() {
    if (!storm.phases.isOver()) {
      return "";
    }
    if (storm.phases.failing) {
      return "; calls are no longer retried but still fail";
    }
    if (storm.phases.silent) {
      return "; nothing has been called since";
    }
    if (storm.phases.vague) {
      return "";
    }
    long seconds = storm.phases.millisDraining(storm.until) / 1000;
    return seconds == 0 ? "; it ended at once" : format("; it took %,d s to go down", seconds);
  }

  private String lost() {
    long lost = whole.mostlyInVain() ? whole.failed : whole.gaveUp();
    return lost == 0
        ? "; no call is known to be lost."
        : format(
            "; %s of calls %s all the same.",
            percent(RetryExplanation.share(lost, whole.calls)),
            now == null ? "failed" : "fail");
  }

  private static String clock(long epochMillis) {
    return TIME.format(Instant.ofEpochMilli(epochMillis));
  }
}
