package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.client.RetryQuota;
import io.flowlens.lab.simulator.engine.EventQueue;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a world: its loads start requests, and listeners receive all traffic that follows. */
public final class Simulation {
  private final World world;
  private final EventQueue queue;
  private final SeededRandom random;
  private final FaultModel faultModel;
  private final TrafficListener listener;
  private final double sampling;
  private final Map<String, RetryQuota> quotas = new HashMap<>();
  private final Copies copies;
  private final Connections connections;
  private final SeededRandom starts;

  /**
   * @param sampling the share of traces that is recorded, decided at their root
   */
  public Simulation(World world, long seed, double sampling, List<TrafficListener> listeners) {
    this.world = world;
    this.queue = new EventQueue(world.when().from());
    SeededRandom root = SeededRandom.of(seed);
    this.random = root.child("fate");
    // The label is part of the seed: another one changes all published samples and figures.
    this.faultModel = new FaultModel(world, root.child("weather"));
    this.copies = new Copies(random);
    this.connections = new Connections(root.child("connections"));
    this.starts = root.child("starts");
    this.sampling = sampling;
    List<TrafficListener> audience = new ArrayList<>(listeners);
    for (int i = 0; i < world.subscriptions().size(); i++) {
      audience.add(
          new StreamPoller(this, world.subscriptions().get(i), root.child("subscription " + i)));
    }
    this.listener = new TrafficListeners(audience);
    for (int i = 0; i < world.loads().size(); i++) {
      arrivals(world.loads().get(i), root.child("load " + i));
    }
  }

  /** Runs through the world's time and until everything that started in it has ended. */
  public void run() {
    queue.run();
  }

  private void arrivals(Load load, SeededRandom arrivals) {
    long end = world.when().to();
    long next = load.rate().next(queue.now(), end, arrivals);
    if (next < end) {
      queue.at(
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
    long start = queue.now() + startMicros(callee);
    Handling handling = new Handling(this, callee, endpoint, ok -> ended(load, callee, start, ok));
    if (callee.cold()) {
      queue.at(start, handling::proceed);
    } else {
      handling.proceed();
    }
  }

  private void ended(Load load, Origin callee, long start, boolean ok) {
    long end = queue.now();
    done(callee);
    if (load.scheduled()) {
      listener.on(new Work(callee, load.endpoint(), start, end));
    } else {
      Origin outside = new Origin(null, 0, callee.traceId(), "", callee.sampled(), false);
      listener.on(
          new ServiceCall(outside, callee, load.endpoint(), "", start, end, start, end, ok));
    }
  }

  /** One of the service's copies takes over, with a new span. */
  Origin serve(Service service, String traceId, boolean sampled) {
    Copies.Copy copy = copies.take(service, queue.now());
    return new Origin(service, copy.number(), traceId, random.hex(16), sampled, copy.cold());
  }

  /** The same for work that begins a trace of its own. */
  Origin serve(Service service) {
    return serve(service, random.hex(32), random.chance(sampling));
  }

  /** How long a copy must start before it can do its work, in microseconds. */
  long startMicros(Origin callee) {
    return callee.cold()
        ? Math.round(1000 * starts.logNormal(callee.service().coldMillis(), 0.4))
        : 0;
  }

  /** A copy has done its work. */
  void done(Origin callee) {
    copies.giveBack(callee.service(), callee.instance(), queue.now());
  }

  /** The retry tokens of the copy that calls. */
  RetryQuota quota(Origin origin) {
    String copy = origin.service().name() + '/' + origin.instance();
    return quotas.computeIfAbsent(copy, c -> new RetryQuota());
  }

  EventQueue queue() {
    return queue;
  }

  SeededRandom random() {
    return random;
  }

  Connections connections() {
    return connections;
  }

  /** Whether it is still the world's time: nothing new begins after it. */
  boolean goesOn() {
    return world.when().holds(queue.now());
  }

  FaultModel faultModel() {
    return faultModel;
  }

  TrafficListener listener() {
    return listener;
  }
}
