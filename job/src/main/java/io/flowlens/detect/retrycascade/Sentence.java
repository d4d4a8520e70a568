package io.flowlens.detect.retrycascade;

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

  /** The newest span judged; null when the storm is over. */
  private final Tally now;

  private Sentence(Storm storm, Tally whole, Tally now) {
    this.storm = storm;
    this.whole = whole;
    this.now = now;
  }

  static String of(Edge edge, Storm storm, Tally now, Usual usual, double budget) {
    Sentence sentence = new Sentence(storm, storm.counted(), now);
    return say("%s → %s (%s): ", name(edge.from.name), name(edge.to.name), edge.access.label())
        + sentence.numbers(budget)
        + sentence.course(usual)
        + sentence.lost();
  }

  private String numbers(double budget) {
    return say("%.2f", whole.attemptsPerCall())
        + interval()
        + " attempts per call "
        + time()
        + say(" (budget %.2f)", 1 + budget)
        + peak()
        + newest()
        + say(
            ", %s of attempts %s retries, mostly after %s",
            RetryExplanation.percent(RetryExplanation.share(whole.retries(), whole.attempts())),
            now == null ? "were" : "are",
            Words.failure(whole.mainCause()));
  }

  private String interval() {
    return whole.sampled == 0
        ? ""
        : say(" (%.2f to %.2f)", Interval.low(whole), Interval.high(whole));
  }

  private String time() {
    String waves = storm.waves == 1 ? "" : say(" in %,d waves", storm.waves);
    return now == null
        ? say("from %s to %s UTC", clock(storm.since), clock(storm.until)) + waves
        : say("since %s UTC", clock(storm.since)) + waves;
  }

  private String peak() {
    return storm.peak < HIGHER * whole.attemptsPerCall()
        ? ""
        : say(", %.2f at its peak at %s", storm.peak, clock(storm.peakAt));
  }

  private String newest() {
    if (now == null
        || say("%.2f", now.attemptsPerCall()).equals(say("%.2f", whole.attemptsPerCall()))) {
      return "";
    }
    return say(", %.2f in the last %s", now.attemptsPerCall(), now.span.label());
  }

  private String course(Usual usual) {
    Metastability metastability = storm.metastability;
    if (metastability.endedByShedding) {
      return say(
          "; it ended when calls fell to %s of the usual and did not come back with them, so the retries had kept it"
              + " going",
          RetryExplanation.percent(metastability.shedTo(usual)));
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
    return seconds == 0 ? "; it ended at once" : say("; it took %,d s to go down", seconds);
  }

  private String lost() {
    long lost = whole.mostlyInVain() ? whole.failed : whole.gaveUp();
    return lost == 0
        ? "; no call is known to be lost."
        : say(
            "; %s of calls %s all the same.",
            RetryExplanation.percent(RetryExplanation.share(lost, whole.calls)),
            now == null ? "failed" : "fail");
  }

  private static String clock(long epochMillis) {
    return TIME.format(Instant.ofEpochMilli(epochMillis));
  }

  static String name(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
