package io.flowlens.detect.verify;

import io.flowlens.config.Option;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Observation;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Are more than a fifth of a table's write attempts throttled? With counters of its own. */
final class ThrottledShare implements VerifiedDetector<ThrottledShareState>, Comparison {
  private static final PackedForm FORM = new PackedForm("throttled-share attempts", 1);
  private static final int ATTEMPTS = 0;
  private static final int THROTTLED = 1;
  private static final int COUNTERS = 2;
  private static final double LIMIT = 0.2;
  private static final double Z = 3.5;

  @Override
  public String id() {
    return "throttled-share";
  }

  @Override
  public String question() {
    return "Are more than a fifth of a table's write attempts throttled?";
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
  public Set<Detail<?>> details() {
    return Set.of(Detail.FAILED_REQUESTS);
  }

  @Override
  public Set<Evidence> evidence() {
    return EnumSet.allOf(Evidence.class);
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Class<ThrottledShareState> stateType() {
    return ThrottledShareState.class;
  }

  @Override
  public ThrottledShareState newState() {
    return new ThrottledShareState();
  }

  @Override
  public boolean active(ThrottledShareState state) {
    return false;
  }

  @Override
  public Duration memory() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Comparison comparison() {
    return this;
  }

  @Override
  public void judge(
      Round round, ThrottledShareState state, OwnEpisodes episodes, Findings findings) {
    for (Pane pane : round.panes()) {
      PaneRings rings = PaneRings.unpack(FORM, state.rings(pane.edge), COUNTERS);
      rings.advance(pane.start);
      rings.add(ATTEMPTS, pane.attempts());
      rings.add(THROTTLED, pane.errors(ErrorClass.THROTTLED));
      state.keep(pane.edge, rings.packed());
      long[] minute = {
        rings.sum(LookbackWindow.MINUTE, ATTEMPTS), rings.sum(LookbackWindow.MINUTE, THROTTLED)
      };
      boolean fires = minute[THROTTLED] > LIMIT * minute[ATTEMPTS];
      int minutes = LookbackWindow.MINUTE.calendarMinutes(pane.start);
      findings.observed(
          new Observation(pane, fires, fires ? minutes : 0, fires ? minute : null, rings::minute));
      if (fires) {
        findings.add(pane.edge, Level.FIRING, explanation(minute));
      }
    }
  }

  private static Explanation explanation(long[] minute) {
    Explanation explanation = new Explanation();
    double share = (double) minute[THROTTLED] / minute[ATTEMPTS];
    explanation.severity = Severity.WARNING;
    explanation.confidence = 0.5;
    explanation.summary = "Writes are throttled.";
    explanation.findings = List.of("THROTTLED");
    explanation.measures =
        List.of(Measure.of("throttled-share", "1", share, 0, LIMIT, minute[ATTEMPTS]));
    return explanation;
  }

  @Override
  public int counters() {
    return COUNTERS;
  }

  @Override
  public double confidence() {
    return Z;
  }

  @Override
  public double limit() {
    return LIMIT;
  }

  @Override
  public String measure() {
    return "throttled-share";
  }

  @Override
  public String measureText() {
    return "of requests throttled";
  }

  @Override
  public String limitText() {
    return "limit 0.20";
  }

  @Override
  public String assumption() {
    return "all of them were writes";
  }

  @Override
  public Bounds bounds(MatchedMinutes minutes, LogCoverage coverage) {
    long[] spans = minutes.spans();
    long throttled = minutes.errors(ErrorClass.THROTTLED);
    return new Bounds(
        (double) spans[THROTTLED] / spans[ATTEMPTS],
        Wilson.lower(throttled, minutes.requests(), Z),
        Wilson.upper(throttled, minutes.requests(), Z) / coverage.atLeast(),
        spans[ATTEMPTS],
        spans[THROTTLED],
        throttled,
        true);
  }

  @Override
  public double atMostIn(Pane minute, MatchedMinutes minutes, LogCoverage coverage) {
    double throttled = minute.errors(ErrorClass.THROTTLED);
    return throttled / Math.max(1, minute.attempts()) / coverage.atLeast();
  }

  @Override
  public boolean isBeyondCloudTrail(long[] firing, LogCoverage coverage) {
    return !coverage.isLogged(ErrorClass.THROTTLED) && Arrays.stream(firing).sum() > 0;
  }
}
