package io.flowlens.detect.misledscaling;

import io.flowlens.model.Node;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the signals of a table into what is remembered of its capacities. */
final class Targets {
  private static final long HOUR = 3_600_000;

  /** The same change may be reported twice, and the capacity's metric shows it too. */
  private static final long SAME_CHANGE = 15 * CapacityMinutes.MILLIS;

  /** More capacities than this are not followed. */
  private static final int MOST = 64;

  private Targets() {}

  static void take(Signal signal, TableScaling table) {
    boolean writes = isOfWrites(signal);
    ScalingTarget target = find(signal.node, writes, table);
    if (target == null) {
      return;
    }
    switch (signal.kind) {
      case SCALING:
        scaled(target, signal);
        break;
      case SCALING_ALARM:
        double share = target.capacity > 0 ? signal.value / (60 * target.capacity) : 0;
        target.share = share > 0.05 && share < 1 ? share : target.share;
        break;
      default:
        measured(target, signal);
        break;
    }
  }

  private static boolean isOfWrites(Signal signal) {
    switch (signal.kind) {
      case CONSUMED_READ_UNITS:
      case PROVISIONED_READ_UNITS:
      case READ_THROTTLES:
        return false;
      case SCALING:
      case SCALING_ALARM:
        return Signal.WRITE.equals(signal.dimension(Signal.CAPACITY));
      default:
        return true;
    }
  }

  private static ScalingTarget find(Node node, boolean writes, TableScaling table) {
    for (ScalingTarget target : table.targets) {
      if (target.writes == writes && target.node.equals(node)) {
        return target;
      }
    }
    if (table.targets.length == MOST) {
      return null;
    }
    ScalingTarget target = new ScalingTarget();
    target.node = node;
    target.writes = writes;
    table.targets = Arrays.copyOf(table.targets, table.targets.length + 1);
    table.targets[table.targets.length - 1] = target;
    return target;
  }

  private static void measured(ScalingTarget target, Signal signal) {
    if (isCapacity(signal.kind)) {
      capacity(target, signal);
      return;
    }
    CapacityMinutes minutes = CapacityMinutes.of(target);
    if (signal.kind == SignalKind.CONSUMED_READ_UNITS
        || signal.kind == SignalKind.CONSUMED_WRITE_UNITS) {
      minutes.set(signal.time, CapacityMinutes.CONSUMED, Math.round(signal.value));
      minutes.set(signal.time, CapacityMinutes.CAPACITY, Math.round(target.capacity));
    } else {
      minutes.set(signal.time, counter(signal.dimension(Signal.CAUSE)), Math.round(signal.value));
    }
    minutes.keep(target);
  }

  private static boolean isCapacity(SignalKind kind) {
    return kind == SignalKind.PROVISIONED_READ_UNITS || kind == SignalKind.PROVISIONED_WRITE_UNITS;
  }

  private static int counter(String cause) {
    switch (cause) {
      case Signal.KEY_RANGE:
        return CapacityMinutes.KEY_RANGE;
      case Signal.PROVISIONED:
        return CapacityMinutes.PROVISIONED;
      case Signal.ACCOUNT_LIMIT:
        return CapacityMinutes.ACCOUNT_LIMIT;
      case Signal.MAX_ON_DEMAND:
        return CapacityMinutes.MAX_ON_DEMAND;
      default:
        return CapacityMinutes.THROTTLES;
    }
  }

  private static void capacity(ScalingTarget target, Signal signal) {
    if (isRecent(target, signal.time)) {
      return;
    }
    if (target.capacity > 0 && signal.value > 0 && signal.value != target.capacity) {
      ScalingAction action = action(target, signal);
      action.inferred = true;
      add(target, action);
    }
    target.capacity = signal.value;
  }

  private static void scaled(ScalingTarget target, Signal signal) {
    ScalingAction action = action(target, signal);
    action.manual = !Signal.AUTO_SCALING.equals(signal.dimension(Signal.BY));
    String former = signal.dimension(Signal.FORMER);
    action.from = former.isEmpty() ? target.capacity : Double.parseDouble(former);
    boolean known = false;
    for (ScalingAction earlier : target.actions) {
      known |= earlier.to == action.to && Math.abs(earlier.time - action.time) < SAME_CHANGE;
    }
    if (!known && action.from != action.to) {
      add(target, action);
      target.capacity = action.to;
    }
  }

  /** Whether a change was reported that this metric may still show the old capacity of. */
  private static boolean isRecent(ScalingTarget target, long time) {
    ScalingAction[] actions = target.actions;
    return actions.length > 0 && time - actions[actions.length - 1].time < SAME_CHANGE;
  }

  private static ScalingAction action(ScalingTarget target, Signal signal) {
    ScalingAction action = new ScalingAction();
    action.time = signal.time;
    action.from = target.capacity;
    action.to = signal.value;
    return action;
  }

  private static void add(ScalingTarget target, ScalingAction action) {
    List<ScalingAction> kept = new ArrayList<>();
    for (ScalingAction earlier : target.actions) {
      if (earlier.shownUntil > 0 || earlier.time > action.time - HOUR) {
        kept.add(earlier);
      }
    }
    kept.add(action);
    target.actions = kept.toArray(new ScalingAction[0]);
  }
}
