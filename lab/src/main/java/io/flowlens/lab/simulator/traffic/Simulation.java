package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.client.RetryQuota;
import io.flowlens.lab.simulator.engine.Agenda;
import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A world that lives: its loads start requests, and whatever follows is told to the witnesses. */
public final class Simulation {
  private final World world;
  private final Agenda agenda;
  private final Dice dice;
  private final Weather weather;
  private final Witness witness;
  private final double sampling;
  private final Map<String, RetryQuota> quotas = new HashMap<>();
  private final Copies copies;
  private final Connections connections;
  private final Dice starts;

  /**
   * @param sampling the share of traces that is recorded, decided at their root
   */
  public Simulation(World world, long seed, double sampling, List<Witness> witnesses) {
    this.world = world;
    this.agenda = new Agenda(world.when().from());
    Dice root = Dice.of(seed);
    this.dice = root.child("fate");
    this.weather = new Weather(world, root.child("weather"));
    this.copies = new Copies(dice);
    this.connections = new Connections(root.child("connections"));
    this.starts = root.child("starts");
    this.sampling = sampling;
    List<Witness> audience = new ArrayList<>(witnesses);
    for (int i = 0; i < world.subscriptions().size(); i++) {
      audience.add(
          new StreamPoller(this, world.subscriptions().get(i), root.child("subscription " + i)));
    }
    this.witness = new Audience(audience);
    for (int i = 0; i < world.loads().size(); i++) {
      arrivals(world.loads().get(i), root.child("load " + i));
    }
  }

  /** Lives through the world's time and lets everything end that was begun in it. */
  public void run() {
    agenda.run();
  }

  private void arrivals(Load load, Dice arrivals) {
    long end = world.when().to();
    long next = load.rate().next(agenda.now(), end, arrivals);
    if (next < end) {
      agenda.at(
          next,
          () -> {
            begin(load);
            arrivals(load, arrivals);
          });
    }
  }

  private void begin(Load load) {
    Endpoint endpoint = load.endpoint();
    Origin callee = serve(endpoint.service());
    long start = agenda.now() + startMicros(callee);
    Handling handling = new Handling(this, callee, endpoint, ok -> ended(load, callee, start, ok));
    if (callee.cold()) {
      agenda.at(start, handling::proceed);
    } else {
      handling.proceed();
    }
  }

  private void ended(Load load, Origin callee, long start, boolean ok) {
    long end = agenda.now();
    done(callee);
    if (load.scheduled()) {
      witness.saw(new Work(callee, load.endpoint(), start, end));
    } else {
      Origin outside = new Origin(null, 0, callee.traceId(), "", callee.sampled(), false);
      witness.saw(
          new ServiceCall(outside, callee, load.endpoint(), "", start, end, start, end, ok));
    }
  }

  /** One of the service's copies takes over, with a new span. */
  Origin serve(Service service, String traceId, boolean sampled) {
    Copies.Copy copy = copies.take(service, agenda.now());
    return new Origin(service, copy.number(), traceId, dice.hex(16), sampled, copy.cold());
  }

  /** The same for work that begins a trace of its own. */
  Origin serve(Service service) {
    return serve(service, dice.hex(32), dice.chance(sampling));
  }

  /** How long a copy must start before it can do its work, in microseconds. */
  long startMicros(Origin callee) {
    return callee.cold()
        ? Math.round(1000 * starts.logNormal(callee.service().coldMillis(), 0.4))
        : 0;
  }

  /** A copy has done its work. */
  void done(Origin callee) {
    copies.giveBack(callee.service(), callee.instance(), agenda.now());
  }

  /** The retry tokens of the copy that calls. */
  RetryQuota quota(Origin origin) {
    String copy = origin.service().name() + '/' + origin.instance();
    return quotas.computeIfAbsent(copy, c -> new RetryQuota());
  }

  Agenda agenda() {
    return agenda;
  }

  Dice dice() {
    return dice;
  }

  Connections connections() {
    return connections;
  }

  /** Whether it is still the world's time: nothing new begins after it. */
  boolean goesOn() {
    return world.when().holds(agenda.now());
  }

  Weather weather() {
    return weather;
  }

  Witness witness() {
    return witness;
  }
}
