package io.flowlens.detect.misledscaling;

import io.flowlens.model.Evidence;
import io.flowlens.model.Explanation;
import io.flowlens.model.Node;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.List;

/** Metrics of a table's capacity, and one value of the detector's state. */
public final class MisledScalingSample {
  private MisledScalingSample() {}

  /** What comes due in a round: each minute's consumption, and so many throttled writes. */
  public static List<Signal> signals(Node table, long round, int throttled) {
    return round % 60_000 == 0
        ? List.of(
            signal(table, round, SignalKind.CONSUMED_WRITE_UNITS, 120),
            signal(table, round, SignalKind.PROVISIONED_WRITE_UNITS, 10),
            signal(table, round, SignalKind.WRITE_THROTTLES, throttled))
        : List.of();
  }

  private static Signal signal(Node node, long time, SignalKind kind, double value) {
    Signal signal = new Signal();
    signal.kind = kind;
    signal.node = node;
    signal.time = time;
    signal.evidence = Evidence.SLOW;
    signal.value = value;
    return signal;
  }

  /** Something in every field. */
  public static TableScaling state(Node node, Explanation explanation, long at) {
    ScalingAction action = new ScalingAction();
    action.time = at - 600_000;
    action.from = 100;
    action.to = 250;
    action.manual = true;
    action.inferred = true;
    action.judged = true;
    action.verdict = ActionVerdict.USELESS.name();
    action.shownUntil = at + 600_000;
    action.explanation = explanation;
    ScalingTarget target = new ScalingTarget();
    target.node = node;
    target.writes = true;
    target.capacity = 250;
    target.share = 0.7;
    target.minutes = new byte[] {1, 2};
    target.newestMinute = at - 60_000;
    target.actions = new ScalingAction[] {action};
    target.throttledSince = at - 300_000;
    target.throttled = explanation;
    TableScaling state = new TableScaling();
    state.targets = new ScalingTarget[] {target};
    state.writes = new byte[] {3};
    state.newestWrite = at - 120_000;
    state.lastMetrics = at - 10_000;
    return state;
  }
}
