package io.flowlens.detect.consistencyconflict;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.consistencyconflict.ModeCounts.Mode;
import io.flowlens.detect.consistencyconflict.ModeSwitch.Effect;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Says what a caller's change of mode did to conflicts. */
final class ModeExplanation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ModeExplanation() {}

  static Explanation of(ModeSwitch switched) {
    Effect effect = Effect.valueOf(switched.effect);
    ModeCounts before = ModeCounts.unpack(switched.before);
    ModeCounts after = ModeCounts.unpack(switched.after);
    Explanation explanation = new Explanation();
    explanation.severity = effect == Effect.HIDDEN ? Severity.WARNING : Severity.INFO;
    explanation.confidence = effect == Effect.HIDDEN ? 0.9 : 0.8;
    explanation.since = switched.since;
    explanation.summary = summary(switched, effect, before, after);
    explanation.findings.add("CONFLICTS_" + effect.name());
    explanation.measures = measures(before, after);
    explanation.counterEvidence =
        List.of(
            format(
                "Chance: the test of two proportions needs %,d attempts before and after; there are %,d and %,d.",
                needed(before, after), before.attempts(), after.attempts()),
            format(
                "Load: %.1f attempts per ten seconds, before %.1f; conflicts grow with the rate.",
                after.rate(), before.rate()),
            "Other changes at the same time: not assessed; a deployment may have changed more than the mode.");
    explanation.recommendations = List.of(advice(switched, effect));
    return explanation;
  }

  private static long needed(ModeCounts before, ModeCounts after) {
    return TwoShares.needed(Math.max(conflicts(before), conflicts(after)));
  }

  private static String summary(
      ModeSwitch switched, Effect effect, ModeCounts before, ModeCounts after) {
    return Text.sentences(
        format(
            "%s since %s changed to %s at %s UTC: %s of its %s, before %s",
            harm(switched, effect),
            Text.name(switched.edge.from),
            mode(switched).words,
            TIME.format(Instant.ofEpochMilli(switched.since)),
            percent(switched.shareAfter),
            mode(switched).reads ? "reads" : "writes",
            percent(switched.shareBefore)),
        format(
            "Conflicts that it sees: %s of its attempts to write, before %s",
            percent(conflicts(after)), percent(conflicts(before))),
        effect == Effect.HIDDEN
            ? format(
                "Updates lost between regions: %,d in %,d attempts, before %,d in %,d",
                after.lost(), after.attempts(), before.lost(), before.attempts())
            : "",
        effect == Effect.MOVED
            ? format(
                "Conflicts of other callers: %s of their attempts, before %s",
                percent(othersConflicts(after)), percent(othersConflicts(before)))
            : "");
  }

  private static String harm(ModeSwitch switched, Effect effect) {
    String table = Text.name(switched.edge.to);
    switch (effect) {
      case HIDDEN:
        return format("More updates of %s are lost without an error", table);
      case MOVED:
        return format("Other callers of %s meet more conflicts", table);
      case WORSE:
        return format("More writes to %s meet a conflict", table);
      default:
        return format("Fewer writes to %s meet a conflict, and no more updates are lost,", table);
    }
  }

  private static Mode mode(ModeSwitch switched) {
    return Mode.values()[switched.mode];
  }

  private static List<Measure> measures(ModeCounts before, ModeCounts after) {
    double fall =
        TwoShares.fall(before.conflicts(), before.attempts(), after.conflicts(), after.attempts());
    return List.of(
        Measure.of(
            "conflict-change-in-deviations",
            "1",
            Math.abs(fall),
            0,
            TwoShares.Z,
            before.attempts() + after.attempts()),
        share("conflict-share-of-attempts", conflicts(after), conflicts(before), after.attempts()),
        share(
            "conflict-share-of-others-attempts",
            othersConflicts(after),
            othersConflicts(before),
            after.othersAttempts()),
        share("lost-updates-per-attempt", lost(after), lost(before), after.attempts()));
  }

  private static Measure share(String name, double after, double before, long samples) {
    return Measure.of(name, "1", after, before, Double.NaN, samples);
  }

  private static double conflicts(ModeCounts counts) {
    return ModeWatch.share(counts.conflicts(), counts.attempts());
  }

  private static double othersConflicts(ModeCounts counts) {
    return ModeWatch.share(counts.othersConflicts(), counts.othersAttempts());
  }

  private static double lost(ModeCounts counts) {
    return ModeWatch.share(counts.lost(), counts.attempts());
  }

  private static Recommendation advice(ModeSwitch switched, Effect effect) {
    String where = format("%s on %s", Text.name(switched.edge.from), Text.name(switched.edge.to));
    switch (effect) {
      case HIDDEN:
        return Recommendation.of(
            "Take the change of mode back, or send all writes of an item to one region",
            where,
            "The conflicts are still there; the last write now wins without an error.");
      case MOVED:
        return Recommendation.of(
            "Look at the other callers of the table before the change is taken for an improvement",
            where,
            "They meet the conflicts that this caller no longer meets.");
      case WORSE:
        return Recommendation.of(
            "Compare the conflicts with what the new mode is worth",
            where,
            "Reads that may be stale make conditions fail, and transactions conflict with single writes.");
      default:
        return Recommendation.of(
            "Keep the change", where, "Visible conflicts fell and no more updates are lost.");
    }
  }
}
