package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A storm in a few sentences: all of it, its peak, how it stands now or how it ended. */
final class StormSummary {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A peak that is no higher than this is none worth a word. */
  private static final double HIGHER = 1.1;

  private final Storm storm;
  private final RetryStats whole;

  /** The newest window judged; null when the storm is over. */
  private final RetryStats now;

  private StormSummary(Storm storm, RetryStats whole, RetryStats now) {
    this.storm = storm;
    this.whole = whole;
    this.now = now;
  }

  static String of(Edge edge, Storm storm, RetryStats now, Baseline baseline, double budget) {
    StormSummary summary = new StormSummary(storm, storm.counted(), now);
    return Text.sentences(
        Text.name(edge) + ": " + summary.attempts(budget),
        summary.peak(),
        summary.newest(),
        summary.retries(),
        summary.knownCause(),
        summary.course(baseline),
        summary.end(),
        summary.lost());
  }

  private String attempts(double budget) {
    return format("%.2f", whole.attemptsPerCall())
        + interval()
        + " attempts per call "
        + time()
        + format(" (budget %.2f)", 1 + budget);
  }

  private String retries() {
    return format(
        "%s of attempts %s retries, mostly after %s",
        percent(RetryExplanation.share(whole.retries(), whole.attempts())),
        now == null ? "were" : "are",
        FailureText.failure(whole.mainCause()));
  }

  /** Where the cause of most failures is unknown, that of the others. */
  private String knownCause() {
    ErrorClass known = whole.mainKnownCause();
    if (whole.mainCause() != ErrorClass.OTHER || known == null) {
      return "";
    }
    return format(
        "the cause is known for %s of the failed attempts, mostly %s",
        percent(
            RetryExplanation.share(
                whole.worthRetrying() - whole.errors(ErrorClass.OTHER), whole.failedAttempts())),
        FailureText.failure(known));
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
        : format("the peak was %.2f at %s", storm.peak, clock(storm.peakAt));
  }

  private String newest() {
    if (now == null
        || format("%.2f", now.attemptsPerCall()).equals(format("%.2f", whole.attemptsPerCall()))) {
      return "";
    }
    return format("in the last %s it is %.2f", now.window.label(), now.attemptsPerCall());
  }

  private String course(Baseline baseline) {
    Metastability metastability = storm.metastability;
    if (metastability.endedByShedding) {
      return format(
          "it ended when calls fell to %s of the usual, and did not return with them: the retries had kept it"
              + " going",
          percent(metastability.shedTo(baseline)));
    }
    return metastability.outlivedSurge
        ? "it outlived the surge that began it, so the retries keep it going"
        : "";
  }

  private String end() {
    if (!storm.phases.isOver() || storm.metastability.endedByShedding) {
      return "";
    }
    if (storm.phases.failing) {
      return "calls are no longer retried but still fail";
    }
    if (storm.phases.silent) {
      return "nothing has been called since";
    }
    if (storm.phases.vague) {
      return "";
    }
    long seconds = storm.phases.millisDraining(storm.until) / 1000;
    return seconds == 0 ? "it ended at once" : format("it took %,d s to recover", seconds);
  }

  private String lost() {
    long lost = whole.mostlyInVain() ? whole.failed : whole.gaveUp();
    return lost == 0
        ? "no call is known to have failed for good"
        : format(
            "%s of calls %s despite retries",
            percent(RetryExplanation.share(lost, whole.calls)), now == null ? "failed" : "fail");
  }

  private static String clock(long epochMillis) {
    return TIME.format(Instant.ofEpochMilli(epochMillis));
  }
}
