package io.flowlens.detect.latencytail;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says how long the slow calls take, what they cost, what they come from, and what to do. */
final class TailExplanation implements Serializable {
  private final double timeShare;
  private final double moveFactor;
  private final double margin;
  private final long minThrottled;

  TailExplanation(Settings settings) {
    timeShare = settings.get(LatencyTailOptions.TIME_SHARE);
    moveFactor = settings.get(LatencyTailOptions.MOVE_FACTOR);
    margin = settings.get(LatencyTailOptions.BACKOFF_MARGIN);
    minThrottled = settings.get(LatencyTailOptions.MIN_THROTTLED);
  }

  /**
   * The explanation of an edge's tail.
   *
   * @param told the tail since it began
   * @param usualRatio of mean to median; NaN when not known
   */
  Explanation of(
      Pane pane,
      TailThreshold slow,
      double usualRatio,
      Tail told,
      TailKind kind,
      Level level,
      LatencyTailState state) {
    Explanation why = new Explanation();
    why.severity =
        kind == TailKind.HIDDEN_RETRIES && level == Level.FIRING ? Severity.WARNING : Severity.INFO;
    why.confidence = confidence(kind, told, state);
    why.summary = summary(pane.edge, slow, told, kind, state);
    why.findings = findings(kind, state);
    why.measures = measures(slow, usualRatio, told, state);
    why.evidence = evidence(pane, slow);
    why.counterEvidence = TailChecks.of(pane, slow, told, kind, state);
    why.recommendations = Advice.of(pane.edge, kind, state.backoff());
    return why;
  }

  private double confidence(TailKind kind, Tail told, LatencyTailState state) {
    if (kind != TailKind.HIDDEN_RETRIES) {
      return kind == TailKind.UNEXPLAINED_TAIL ? 0.6 : 0.5;
    }
    boolean seen = told.throttled() >= minThrottled || told.loggedThrottled() >= minThrottled;
    boolean shaped = state.backoff() != null;
    return seen && shaped ? 0.97 : seen ? 0.9 : 0.85;
  }

  private String summary(
      Edge edge, TailThreshold slow, Tail told, TailKind kind, LatencyTailState state) {
    return Text.sentences(
        format(
            "%s: since %s UTC 1 in %,d calls takes %s on average instead of %s",
            Text.name(edge),
            time(state.since),
            Math.max(1, Math.round(1 / told.slowShare())),
            duration(told.meanSlowMillis()),
            duration(slow.usualMillis)),
        format(
            "these calls take %.0f %% of the time of all calls%s",
            100 * told.slowTimeShare(), told.medianStands() ? "; the median stands" : ""),
        cause(kind),
        kind == TailKind.HIDDEN_RETRIES ? proof(told, state) : "");
  }

  private static String cause(TailKind kind) {
    if (kind == TailKind.UNEXPLAINED_TAIL) {
      return "nothing that flowlens sees explains it";
    }
    if (kind == TailKind.HIDDEN_RETRIES_SUSPECTED) {
      return "they may be retries, which its spans do not show; nothing bears that out yet";
    }
    return "they are retries, which its spans do not show";
  }

  private String proof(Tail told, LatencyTailState state) {
    SdkBackoff backoff = state.backoff();
    if (backoff != null) {
      return format("the waits are those of %s: %s", backoff.client, backoff.waits);
    }
    return told.throttled() >= minThrottled
        ? format("%,d attempts of calls that failed for good were throttled", told.throttled())
        : format("CloudTrail shows %,d throttled requests in this time", told.loggedThrottled());
  }

  private static List<String> findings(TailKind kind, LatencyTailState state) {
    return kind == TailKind.HIDDEN_RETRIES && state.backoff() != null
        ? List.of(kind.name(), "BACKOFF_OF_" + state.backoff().name())
        : List.of(kind.name());
  }

  private List<Measure> measures(
      TailThreshold slow, double usualRatio, Tail told, LatencyTailState state) {
    List<Measure> measures = new ArrayList<>();
    measures.add(
        Measure.of(
            "time-in-slow-calls", "1", told.slowTimeShare(), Double.NaN, timeShare, told.calls()));
    measures.add(
        Measure.of("slow-calls", "1", told.slowShare(), Double.NaN, Double.NaN, told.calls()));
    measures.add(
        Measure.of(
            "slow-call-latency",
            "ms",
            told.meanSlowMillis(),
            slow.usualMillis,
            slow.slowMillis,
            told.slow()));
    measures.add(
        Measure.of(
            "mean-to-usual-median",
            "1",
            told.meanMillis() / slow.usualMillis,
            usualRatio,
            Double.isNaN(usualRatio) ? Double.NaN : moveFactor * usualRatio,
            told.calls()));
    if (state.backoff() != null) {
      measures.add(Measure.of("backoff-margin", "1", state.margin, 0, margin, state.fitted));
    }
    if (told.throttled() + told.loggedThrottled() > 0) {
      measures.add(
          Measure.of(
              "throttled-attempts-shown",
              "1",
              (double) (told.throttled() + told.loggedThrottled()),
              0,
              (double) minThrottled,
              told.allCalls()));
    }
    return measures;
  }

  private static List<EvidenceItem> evidence(Pane pane, TailThreshold slow) {
    return ExemplarEvidence.of(
        pane,
        exemplar -> exemplar.latencyMicros > 1000 * slow.slowMillis,
        exemplar ->
            format(
                "%,d ms, %s; usual are %.1f ms",
                exemplar.latencyMicros / 1000, exemplar.outcome, slow.usualMillis));
  }

  /** Such as {@code 4.0 ms}, {@code 614 ms} or {@code 2.1 s}. */
  static String duration(double millis) {
    return millis < 10
        ? format("%.1f ms", millis)
        : millis < 1_000 ? format("%.0f ms", millis) : format("%.1f s", millis / 1000);
  }

  static String time(long epochMillis) {
    return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
        .format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
  }
}
