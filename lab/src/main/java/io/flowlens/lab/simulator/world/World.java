package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole simulated system.
 *
 * @param account every node's AWS account
 * @param when for how long clients send requests; what they started still ends after it
 */
public record World(
    String account,
    Interval when,
    List<Load> loads,
    List<Fault> faults,
    List<Slowdown> slowdowns,
    List<Detour> detours,
    List<Subscription> subscriptions) {
  /** The account of examples. */
  public static final String ACCOUNT = "111122223333";

  /** A world in the examples' account. */
  public static World of(Interval when, List<Load> loads, List<Fault> faults) {
    return new World(ACCOUNT, when, loads, faults, List.of(), List.of(), List.of());
  }

  /** The same world with these slowdowns. */
  public World slowed(List<Slowdown> more) {
    return new World(account, when, loads, faults, more, detours, subscriptions);
  }

  /** The same world with these detours. */
  public World detoured(List<Detour> more) {
    return new World(account, when, loads, faults, slowdowns, more, subscriptions);
  }

  /** The same world with these functions at its tables' streams. */
  public World subscribed(List<Subscription> more) {
    return new World(account, when, loads, faults, slowdowns, detours, more);
  }

  /** This world and another one, which share nothing but their time, side by side. */
  public World beside(World other) {
    return new World(
        account,
        when,
        join(loads, other.loads),
        join(faults, other.faults),
        join(slowdowns, other.slowdowns),
        join(detours, other.detours),
        join(subscriptions, other.subscriptions));
  }

  private static <T> List<T> join(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
