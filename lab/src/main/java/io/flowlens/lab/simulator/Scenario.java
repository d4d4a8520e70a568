package io.flowlens.lab.simulator;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.world.CornerShop;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Shop;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A world that can be called by name.
 *
 * @param name in lower case, with hyphens
 * @param summary what it is, in a few words
 * @param cells its systems, and what is wrong in them, during a time
 */
public record Scenario(String name, String summary, Function<Interval, List<Cell>> cells) {
  /** The shop on a day with a little of every failure. */
  public static final Scenario SHOP =
      new Scenario(
          "shop",
          "the shop with a little of every failure",
          when -> alone(Shop.open(when, 20, mishaps(when))));

  /** Quiet minutes of the corner shop, but for a throttle storm on Orders. */
  public static final Scenario INCIDENT =
      new Scenario(
          "incident",
          "a corner shop with a throttle storm on Orders",
          when ->
              alone(
                  CornerShop.open(
                      when, Rate.constant(0.65), RetryPolicy.STANDARD_2026, List.of(storm(when)))));

  /** All of them. */
  public static final List<Scenario> ALL =
      Stream.concat(Stream.of(SHOP, INCIDENT), Family.ALL.stream().map(Scenario::stories)).toList();

  private static final double STORIES_RATE = 2;

  private static List<Cell> alone(World world) {
    return List.of(new Cell("", "", world, List.of()));
  }

  /** Every fault of a type and everything that looks like it, side by side. */
  private static Scenario stories(Family family) {
    return new Scenario(
        family.type(),
        "every " + family.type() + " of the evaluation, and what looks like one",
        when -> {
          SeededRandom random = SeededRandom.of(1);
          List<Cell> cells = new ArrayList<>();
          Stream.concat(family.faults().stream(), family.negatives().stream())
              .forEach(
                  story ->
                      cells.add(
                          story.play(
                              String.format(Locale.ROOT, "c%03d", cells.size()),
                              when,
                              STORIES_RATE,
                              random)));
          return cells;
        });
  }

  /** All of it as one world. */
  public World world(Interval when) {
    return cells.apply(when).stream().map(Cell::world).reduce(World::beside).orElseThrow();
  }

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
