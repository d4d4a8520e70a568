package io.flowlens.detect.tutorial;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Did writes to a table begin to be throttled soon after somebody changed it? */
public final class ThrottledAfterChange implements Detector<ThrottledAfterChangeState> {
  static final String ID = "throttled-after-change";

  static final Option<Double> SHARE =
      Option.number(
          "Detector." + ID,
          "share",
          0.05,
          0.001,
          1.0,
          "A round is throttled when more than this share of its write attempts is.");

  private static final long SOON_MILLIS = Duration.ofMinutes(10).toMillis();

  private final double share;

  public ThrottledAfterChange(Settings settings) {
    share = settings.get(SHARE);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Did writes to a table begin to be throttled soon after somebody changed it?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.of(Access.WRITE);
  }

  @Override
  public Set<SignalKind> signals() {
    return EnumSet.of(SignalKind.CONFIGURATION_CHANGE);
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SHARE);
  }

  @Override
  public Class<ThrottledAfterChangeState> stateType() {
    return ThrottledAfterChangeState.class;
  }

  @Override
  public ThrottledAfterChangeState newState() {
    return new ThrottledAfterChangeState();
  }

  @Override
  public boolean active(ThrottledAfterChangeState state) {
    return false;
  }

  @Override
  public Duration memory() {
    return Duration.ofHours(1);
  }

  @Override
  public void judge(
      Round round, ThrottledAfterChangeState state, OwnEpisodes episodes, Findings findings) {
    for (Signal change : round.signals()) {
      state.changedAt = Math.max(state.changedAt, change.time);
    }
    Pane worst = worst(round);
    if (worst == null) {
      state.throttledSince = 0;
      return;
    }
    state.throttledSince = state.throttledSince == 0 ? round.start() : state.throttledSince;
    long after = state.throttledSince - state.changedAt;
    if (after >= 0 && after <= SOON_MILLIS) {
      findings.add(worst.edge, Level.FIRING, explain(worst, after));
    }
  }

  private Pane worst(Round round) {
    Pane worst = null;
    for (Pane pane : round.panes()) {
      boolean throttled = throttled(pane) > share * pane.attempts();
      if (throttled && (worst == null || throttled(pane) > throttled(worst))) {
        worst = pane;
      }
    }
    return worst;
  }

  private static long throttled(Pane pane) {
    return pane.errors(ErrorClass.THROTTLED);
  }

  private Explanation explain(Pane pane, long after) {
    double observed = (double) throttled(pane) / pane.attempts();
    Explanation why = new Explanation();
    why.severity = Severity.WARNING;
    why.confidence = 0.6;
    why.summary =
        String.format(
            Locale.ROOT,
            "%s → %s: %.0f %% of write attempts are throttled, since %d s after a change.",
            pane.edge.from.name,
            pane.edge.to.name,
            100 * observed,
            after / 1000);
    why.findings.add("THROTTLED_AFTER_CHANGE");
    why.measures.add(
        Measure.of("throttled-share-of-attempts", "1", observed, 0, share, pane.attempts()));
    why.counterEvidence.add("That one came after the other does not prove that it is the cause.");
    why.recommendations.add(
        Recommendation.of("Undo the change", pane.edge.to.name, "Throttling began right after."));
    return why;
  }
}
