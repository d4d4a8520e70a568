package io.flowlens.detect.misledscaling;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.SignalKind;
import io.flowlens.model.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Was the capacity of this table changed for the right reason, and what are its calls throttled
 * for? The definition stands in the package's description.
 *
 * <p>All of it rests on CloudWatch's metrics; without them it is silent and remembers nothing.
 */
public final class MisledScaling implements Detector<TableScaling> {
  /** The anomaly type. */
  public static final String ID = "misled-scaling";

  private static final long DAY_MILLIS = 86_400_000;

  /** Without metrics for so long nobody knows whether calls are throttled. */
  private static final long BLIND_AFTER = 600_000;

  private final ActionCriteria actions;
  private final ThrottleCriteria throttles;
  private final long shownMillis;

  /** With the thresholds of these settings. */
  public MisledScaling(Settings settings) {
    actions = new ActionCriteria(settings);
    throttles = new ThrottleCriteria(settings);
    shownMillis = settings.get(MisledScalingOptions.SHOWN_FOR).toMillis();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Was a table's capacity changed for the wrong reason, in vain or too late, and why were its calls throttled?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.of(Access.WRITE, Access.TRANSACT);
  }

  @Override
  public Set<SignalKind> signals() {
    return EnumSet.of(
        SignalKind.SCALING,
        SignalKind.SCALING_ALARM,
        SignalKind.CONSUMED_READ_UNITS,
        SignalKind.CONSUMED_WRITE_UNITS,
        SignalKind.PROVISIONED_READ_UNITS,
        SignalKind.PROVISIONED_WRITE_UNITS,
        SignalKind.READ_THROTTLES,
        SignalKind.WRITE_THROTTLES);
  }

  @Override
  public List<Option<?>> options() {
    return MisledScalingOptions.ALL;
  }

  @Override
  public Class<TableScaling> stateType() {
    return TableScaling.class;
  }

  @Override
  public TableScaling newState() {
    return new TableScaling();
  }

  @Override
  public boolean active(TableScaling state) {
    for (ScalingTarget target : state.targets) {
      if (target.throttledSince > 0 || !shown(target).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** As long as minutes before a change count. */
  @Override
  public Duration memory() {
    return Duration.ofHours(2);
  }

  @Override
  public void judge(Round round, TableScaling state, OwnEpisodes episodes, Findings findings) {
    round.signals().forEach(signal -> Targets.take(signal, state));
    count(round, state);
    if (state.targets.length == 0) {
      return;
    }
    findings.reopenWithin(DAY_MILLIS);
    boolean due = !round.signals().isEmpty();
    state.lastMetrics = due ? round.start() : state.lastMetrics;
    boolean isBlind = round.start() - state.lastMetrics > BLIND_AFTER;
    for (ScalingTarget target : state.targets) {
      if (due) {
        CapacityMinutes minutes = CapacityMinutes.of(target);
        judgeActions(target, minutes, state, round);
        throttles.judge(target, minutes, WriteMinutes.of(state));
      } else if (isBlind) {
        ThrottleCriteria.clear(target);
      }
      report(target, round, findings);
    }
  }

  /** What callers report of their writes, as long as there are metrics to hold it against. */
  private static void count(Round round, TableScaling state) {
    if (state.targets.length == 0 || round.panes().isEmpty()) {
      return;
    }
    WriteMinutes writes = WriteMinutes.of(state);
    for (Pane pane : round.panes()) {
      if (pane.edge.to.kind == NodeKind.TABLE) {
        writes.add(pane);
      }
    }
    writes.keep(state);
  }

  private void judgeActions(
      ScalingTarget target, CapacityMinutes minutes, TableScaling state, Round round) {
    for (ScalingAction action : target.actions) {
      boolean isTime = minutes.newest() >= action.time + ActionCriteria.JUDGED_AFTER;
      if (!action.judged && isTime) {
        action.judged = true;
        ActionFacts facts =
            actions.facts(target, action, minutes, indexes(target, state), WriteMinutes.of(state));
        ActionVerdict verdict = actions.judge(facts, minutes);
        if (verdict != null) {
          action.verdict = verdict.name();
          action.shownUntil = round.end() + shownMillis;
          action.explanation = ActionExplanation.of(facts, verdict);
        }
      }
    }
  }

  private static List<CapacityMinutes> indexes(ScalingTarget target, TableScaling state) {
    List<CapacityMinutes> indexes = new ArrayList<>();
    for (ScalingTarget other : state.targets) {
      boolean isIndex =
          other.writes
              && other.node.kind == NodeKind.INDEX
              && other.node.region.equals(target.node.region);
      if (target.writes && target.node.kind == NodeKind.TABLE && isIndex) {
        indexes.add(CapacityMinutes.of(other));
      }
    }
    return indexes;
  }

  private static List<ScalingAction> shown(ScalingTarget target) {
    List<ScalingAction> shown = new ArrayList<>();
    for (ScalingAction action : target.actions) {
      if (action.shownUntil > 0) {
        shown.add(action);
      }
    }
    return shown;
  }

  /** The worst of what is shown; a capacity to read and one to write have the same subject. */
  private void report(ScalingTarget target, Round round, Findings findings) {
    Subject subject = Subject.of(target.node);
    ScalingAction worst = null;
    long ended = 0;
    for (ScalingAction action : shown(target)) {
      boolean goesOn = target.throttledSince > 0 && verdict(action).isOfThrottling();
      action.shownUntil =
          goesOn ? Math.max(action.shownUntil, round.end() + shownMillis) : action.shownUntil;
      if (round.end() > action.shownUntil) {
        action.shownUntil = 0;
        action.explanation = null;
        ended = action.time + ActionCriteria.JUDGED_AFTER;
      } else if (worst == null || verdict(action).compareTo(verdict(worst)) < 0) {
        worst = action;
      }
    }
    if (findings.all().stream().anyMatch(other -> other.subject.equals(subject))) {
      return;
    }
    if (worst != null) {
      findings.add(subject, Level.FIRING, worst.explanation);
    } else if (target.throttledSince > 0) {
      findings.add(subject, Level.FIRING, target.throttled);
    } else if (ended > 0) {
      findings.over(subject, null, ended);
    }
  }

  private static ActionVerdict verdict(ScalingAction action) {
    return ActionVerdict.valueOf(action.verdict);
  }
}
