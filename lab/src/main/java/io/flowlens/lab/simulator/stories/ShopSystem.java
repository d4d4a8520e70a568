package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * The system that every cell consists of, before its story: a web service calls an ordering
 * service, which reads a catalogue and writes orders. Stories add load, faults and strange habits.
 */
final class ShopSystem {
  private static final String HOME = "us-east-1";
  private static final double CLOCK_DEVIATION_MICROS = 150_000;
  private static final double WILD_CLOCKS = 0.01;
  private static final long WILD_MICROS = 5_000_000;

  private final String name;
  private final Interval when;
  private final List<Load> loads = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private Service web;
  private Service ordering;
  private final EdgeIds ids = new EdgeIds(World.ACCOUNT);
  private Table orders;
  private Table catalogue;

  ShopSystem(String name, Interval when, RetryPolicy policy, SeededRandom random) {
    this.name = name;
    this.when = when;
    long clock =
        random.chance(WILD_CLOCKS)
            ? (random.chance(0.5) ? WILD_MICROS : -WILD_MICROS)
            : Math.round(random.normal() * CLOCK_DEVIATION_MICROS);
    this.web = Service.of("web-" + name, HOME).clockAhead(clock);
    this.ordering = Service.of("ordering-" + name, HOME).retrying(policy).copies(3);
    this.orders = Table.of("Orders-" + name, HOME).holding(5_000);
    this.catalogue = Table.of("Catalogue-" + name, HOME).holding(500);
  }

  /** Makes the orders' table one that collapses when it has too much to do at once. */
  void fragile(double atOnce) {
    orders = orders.fragile(atOnce);
  }

  /** Sets the telemetry of both services; to be called before any load is added. */
  void telling(Service.Telemetry telemetry) {
    web = web.telling(telemetry);
    ordering = ordering.telling(telemetry);
  }

  Table orders() {
    return orders;
  }

  Table catalogue() {
    return catalogue;
  }

  Service ordering() {
    return ordering;
  }

  Interval when() {
    return when;
  }

  /** Requests from clients through both services, so many a second. */
  void shoppers(Rate rate) {
    Endpoint order =
        Endpoint.of(
            ordering,
            "POST",
            "/orders",
            Step.on(catalogue, Operation.GET_ITEM),
            Step.on(orders, Operation.PUT_ITEM));
    loads.add(Load.from(Endpoint.of(web, "POST", "/basket", Step.to(order)), rate));
  }

  /** Work that the ordering service does by itself. */
  void habit(Rate rate, Step... steps) {
    loads.add(Load.timer(Endpoint.of(ordering, "POST", "/habit", steps), rate));
  }

  /** Something goes wrong. */
  void fault(Fault fault) {
    faults.add(fault);
  }

  /** The episode of a fault that strikes writes of orders and runs up to the clients. */
  Episode episode(String label, Interval trouble, long afterglowMillis) {
    Step.Access write = Step.on(orders, Operation.PUT_ITEM);
    return new Episode(
        "retry-cascade",
        label,
        trouble.from() / 1000,
        trouble.to() / 1000 + afterglowMillis,
        List.of(ids.access(ordering, write, orders), ids.call(web, ordering), ids.call(null, web)));
  }

  /** The episode of writes of orders that are wasted. */
  Episode waste(String label, Interval trouble) {
    Step.Access write = Step.on(orders, Operation.PUT_ITEM);
    return new Episode(
        "transactional-churn",
        label,
        trouble.from() / 1000,
        trouble.to() / 1000,
        List.of(ids.access(ordering, write, orders)));
  }

  Cell cell(String story, Episode... episodes) {
    return new Cell(name, story, World.of(when, loads, faults), List.of(episodes));
  }
}
