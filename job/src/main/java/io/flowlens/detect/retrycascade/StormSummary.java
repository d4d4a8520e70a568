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

/**
 * A storm in a few sentences: who suffers and what is lost, then why and how much, how it stands
 * now or how it ended.
 */
final class StormSummary {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A peak that is no higher than this is none worth a word. */
  private static final double HIGHER = 1.1;

  /** A smaller share than this is told as a number. */
  private static final double SMALL = 0.001;

  /** Without a call for so long an edge is silent. */
  private static final long SILENT_MILLIS = 60_000;

  private final Storm storm;
  private final RetryStats whole;

  /** The newest window judged; null when the storm is over. */
  private final RetryStats now;

  private final long end;

  private StormSummary(Storm storm, RetryStats now, long end) {
    this.storm = storm;
    this.whole = storm.counted();
    this.now = now;
    this.end = end;
  }

  /**
   * The sentences.
   *
   * @param now the newest window judged; null when the storm is over
   * @param end of the newest pane, epoch milliseconds
   */
  static String of(
      Edge edge, Storm storm, RetryStats now, long end, Baseline baseline, Limits limits) {
    StormSummary summary = new StormSummary(storm, now, end);
    return Text.sentences(
        Text.name(edge) + ": " + summary.harm(),
        storm.retried ? summary.attempts(limits.budget) : summary.refusals(),
        storm.retried ? summary.newest() : "",
        summary.knownCause(),
        summary.course(baseline),
        summary.state());
  }

  /** What it costs the caller, and when. */
  private String harm() {
    long lost = whole.mostlyInVain() ? whole.failed : whole.gaveUp();
    if (lost == 0) {
      return format(
          "calls %s repeated %s; none is known to have failed for good",
          now == null ? "were" : "are", time());
    }
    String despite = storm.retried ? " despite retries" : "";
    String alone = storm.retried || whole.shown == 0 ? "" : "; no call is tried again";
    return format(
        "%s %s%s %s%s", lost(lost), now == null ? "failed" : "fail", despite, time(), alone);
  }

  private String lost(long lost) {
    double share = RetryExplanation.share(lost, whole.calls);
    return share < SMALL
        ? format("%,d of %,d calls", lost, whole.calls)
        : percent(share) + " of calls";
  }

  private String time() {
    String waves = storm.waves == 1 ? "" : format(" in %,d waves", storm.waves);
    return now == null
        ? format("from %s to %s UTC", clock(storm.since), clock(storm.until)) + waves
        : format("since %s UTC", clock(storm.since)) + waves;
  }

  private String attempts(double budget) {
    String peak =
        storm.peak < HIGHER * whole.attemptsPerCall()
            ? ""
            : format(", %.2f at the peak at %s", storm.peak, clock(storm.peakAt));
    return format(
        "%s: %.2f%s attempts per call (budget %.2f)%s",
        FailureText.failure(whole.mainCause()),
        whole.attemptsPerCall(),
        interval(),
        1 + budget,
        peak);
  }

  private String refusals() {
    String worst =
        storm.worstLost < HIGHER * whole.gaveUpShare()
            ? ""
            : format(
                "; in the worst minute, to %s, it was %s",
                clock(storm.worstLostAt), percent(storm.worstLost));
    return format(
            "%s: %,d of %,d calls",
            FailureText.failure(whole.mainCause()), whole.gaveUp(), whole.calls)
        + worst;
  }

  private String interval() {
    return whole.sampled == 0
        ? ""
        : format(" (%.2f to %.2f)", Interval.low(whole), Interval.high(whole));
  }

  private String newest() {
    if (now == null
        || isSilent()
        || storm.phases.failing
        || format("%.2f", now.attemptsPerCall()).equals(format("%.2f", whole.attemptsPerCall()))) {
      return "";
    }
    return format("in the last %s it is %.2f", now.window.label(), now.attemptsPerCall());
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

  /** How it stands, or how it ended. */
  private String state() {
    if (isSilent()) {
      return format(
          "no call has been seen since %s, so whether it %s is not known",
          clock(storm.seenUntil), now == null ? "is over" : "goes on");
    }
    if (storm.phases.failing && now != null) {
      return format(
          "clients gave up retrying at %s; %s of calls still fail",
          clock(storm.phases.failingSince), percent(now.gaveUpShare()));
    }
    if (now != null || storm.metastability.endedByShedding || storm.phases.vague) {
      return "";
    }
    long seconds = storm.phases.millisDraining(storm.until) / 1000;
    return seconds == 0 ? "" : format("it took %,d s to recover", seconds);
  }

  private boolean isSilent() {
    return now == null ? storm.phases.silent : end - storm.seenUntil > SILENT_MILLIS;
  }

  private static String clock(long epochMillis) {
    return TIME.format(Instant.ofEpochMilli(epochMillis));
  }
}
