package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Subscription;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.Table.ChangeStream;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A service writes events; a function takes them from the table's stream and adds them up in
 * another table, or marks them in the same one.
 */
final class StreamSystem {
  static final String TYPE = "replay-loop";

  private static final String HOME = "us-east-1";
  private static final double SECONDS_PER_WRITE = 0.007;

  private final String name;
  private final Interval when;
  private final Table events;
  private final Table totals;
  private final Service intake;
  private final Service function;
  private final List<Load> loads = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private double busiest;
  private final EdgeIds ids = new EdgeIds(World.ACCOUNT);

  StreamSystem(String name, Interval when) {
    this.name = name;
    this.when = when;
    this.events =
        Table.of("Events-" + name, HOME).streaming(ChangeStream.MILLISECOND).holding(100_000);
    this.totals = Table.of("Totals-" + name, HOME).streaming(ChangeStream.MILLISECOND);
    this.intake = Service.of("intake-" + name, HOME);
    this.function = Service.of("figures-" + name, HOME).onLambda();
  }

  /** The service writes this many events a second; to be called before functions are added. */
  void intake(Rate rate) {
    busiest = Math.max(busiest, rate.peak());
    Endpoint event = Endpoint.of(intake, "POST", "/events", Step.on(events, Operation.PUT_ITEM));
    loads.add(Load.from(event, rate));
  }

  /** The service adds one to one of a few items, so often a second. */
  void counters(Rate rate) {
    busiest = Math.max(busiest, rate.peak());
    Table few = events.holding(5);
    loads.add(
        Load.from(
            Endpoint.of(intake, "POST", "/count", Step.on(few, Operation.UPDATE_ITEM)), rate));
  }

  /** A function that adds the events up. */
  Subscription addingUp() {
    return following(Step.on(totals, Operation.UPDATE_ITEM));
  }

  /** A function that writes so many times per record into the table that it listens to. */
  Subscription markingBack(double writes) {
    Step.Access mark = Step.on(events, Operation.UPDATE_ITEM);
    List<Step> steps = new ArrayList<>();
    for (double left = writes; left > 1e-9; left -= 1) {
      steps.add(left >= 1 ? mark : mark.sometimes(left));
    }
    return following(steps.toArray(new Step[0]));
  }

  private Subscription following(Step... steps) {
    return Subscription.of(events, Endpoint.of(function, "POST", "/handle", steps), when)
        .by(Subscription.Mapping.usual(when).on(Math.max(2, shards(busiest, 1))));
  }

  /** Shards with half as much room again as this many records a second need. */
  static int shards(double recordsPerSecond, double writesPerRecord) {
    double busy = recordsPerSecond * Math.max(1, writesPerRecord) * SECONDS_PER_WRITE;
    return (int) Math.ceil(1.5 * busy);
  }

  void subscribe(Subscription subscription) {
    subscriptions.add(subscription);
  }

  /** Deliveries that are repeated. */
  Episode replay(String label, Interval trouble) {
    return new Episode(
        TYPE,
        label,
        trouble.from() / 1000,
        trouble.to() / 1000,
        List.of(ids.deliver(events, function)));
  }

  /** Changes that cause further changes. */
  Episode loop(String label, Interval trouble) {
    Step.Access mark = Step.on(events, Operation.UPDATE_ITEM);
    return new Episode(
        TYPE,
        label,
        trouble.from() / 1000,
        trouble.to() / 1000,
        List.of(
            ids.access(function, mark, events), ids.change(events), ids.deliver(events, function)));
  }

  Cell cell(String story, Episode... episodes) {
    World world = World.of(when, loads, List.of()).subscribed(subscriptions);
    return new Cell(name, story, world, List.of(episodes));
  }
}
