package io.flowlens.lab.simulator;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.CornerShop;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Shop;
import io.flowlens.lab.simulator.world.World;
import java.util.List;
import java.util.function.Function;

/**
 * A world that can be called by name.
 *
 * @param name in lower case, with hyphens
 * @param summary what it is, in a few words
 * @param world the world as it is during a time
 */
public record Scenario(String name, String summary, Function<Interval, World> world) {
  /** The shop on a day with a little of every failure. */
  public static final Scenario SHOP =
      new Scenario(
          "shop",
          "the shop with a little of every failure",
          when -> Shop.open(when, 20, mishaps(when)));

  /** Quiet minutes of the corner shop, but for a throttle storm on Orders. */
  public static final Scenario INCIDENT =
      new Scenario(
          "incident",
          "a corner shop with a throttle storm on Orders",
          when ->
              CornerShop.open(
                  when, Rate.constant(0.65), RetryPolicy.STANDARD_2026, List.of(storm(when))));

  /** All of them. */
  public static final List<Scenario> ALL = List.of(SHOP, INCIDENT);

  private static List<Fault> mishaps(Interval when) {
    return List.of(
        Fault.on(Shop.ORDERS, Failure.PROVISIONED_THROUGHPUT, 0.05, when),
        Fault.on(Shop.INVENTORY, Failure.INTERNAL, 0.03, when),
        Fault.on(Shop.PRICES, Failure.KEY_RANGE, 0.04, when),
        Fault.on(Shop.SESSIONS, Failure.TRANSACTION_CONFLICT, 0.02, when),
        Fault.on(Shop.CATALOG, Failure.MISSING_TABLE, 0.01, when),
        Fault.on(Shop.CATALOG, Failure.TIMEOUT, 0.9, new Interval(when.at(0.4), when.at(0.45))));
  }

  /** For a quarter of the time, before its middle, four in five writes on Orders are throttled. */
  private static Fault storm(Interval when) {
    Interval quarter = new Interval(when.at(0.25), when.at(0.5));
    return Fault.onWrites(CornerShop.ORDERS, Failure.PROVISIONED_THROUGHPUT, 0.8, quarter);
  }
}
