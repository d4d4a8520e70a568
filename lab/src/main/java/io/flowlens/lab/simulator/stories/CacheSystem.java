package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Cache;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Hosting;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Pool;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Slowdown;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** A service, or a function behind a service, that reads a table over connections of its own. */
final class CacheSystem {
  static final String TYPE = "cold-cache-spike";

  private static final String HOME = "us-east-1";

  private final String name;
  private final Interval when;
  private Table sessions;
  private final Service gateway;
  private Service reader;
  private final List<Load> loads = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Slowdown> slowdowns = new ArrayList<>();
  private final EdgeIds ids = new EdgeIds(World.ACCOUNT);

  /**
   * @param handshakeMillis what a new connection costs beside its round trips
   */
  CacheSystem(String name, Interval when, double handshakeMillis, Hosting hosting) {
    this.name = name;
    this.when = when;
    this.sessions = Table.of("Sessions-" + name, HOME);
    this.gateway = Service.of("gateway-" + name, HOME).copies(3);
    this.reader =
        Service.of("sessions-" + name, HOME).pooling(Pool.costing(handshakeMillis)).hosted(hosting);
  }

  /** Makes the reader a function. */
  void onLambda() {
    reader = reader.onLambda();
  }

  /** Gives the reader other telemetry. */
  void telling(Telemetry telemetry) {
    reader = reader.telling(telemetry);
  }

  /** Gives the reader other connections. */
  void pooling(Pool pool) {
    reader = reader.pooling(pool);
  }

  /**
   * Puts a cache in front of this many items; the reader's flow events name the keys that it reads.
   */
  void caching(Cache cache, int items) {
    sessions = sessions.holding(items).behind(cache);
    reader = reader.telling(new Telemetry(Form.FLOW_EVENTS, false, true, false));
  }

  Table sessions() {
    return sessions;
  }

  /** Reads that clients request directly, at this rate. */
  void reads(Rate rate, Step... more) {
    loads.add(Load.from(endpoint(more), rate));
  }

  /** Reads that a gateway requests. */
  void readsBehindGateway(Rate rate) {
    loads.add(Load.from(Endpoint.of(gateway, "GET", "/page", Step.to(endpoint())), rate));
  }

  private Endpoint endpoint(Step... more) {
    List<Step> steps = new ArrayList<>(List.of(more));
    steps.add(Step.on(sessions, Operation.GET_ITEM));
    return new Endpoint(reader, "GET", "/session", List.copyOf(steps));
  }

  /** Work that the reader does by itself. */
  void job(Rate rate, Step... steps) {
    loads.add(Load.timer(Endpoint.of(reader, "POST", "/job", steps), rate));
  }

  void fault(Fault fault) {
    faults.add(fault);
  }

  void slowdown(Slowdown slowdown) {
    slowdowns.add(slowdown);
  }

  /** First uses of connections by the reader and, where it is one, of the function itself. */
  Episode episode(String label, Interval time) {
    Step.Access read = Step.on(sessions, Operation.GET_ITEM);
    List<String> path = new ArrayList<>();
    path.add(ids.access(reader, read, sessions));
    if (reader.function()) {
      path.add(ids.call(gateway, reader));
    }
    return new Episode(TYPE, label, time.from() / 1000, time.to() / 1000, path);
  }

  Cell cell(String story, Episode... episodes) {
    return new Cell(name, story, world(), List.of(episodes));
  }

  /** A cell in which this is true, but no fault. */
  Cell remarkable(String story, Interval time) {
    return new Cell(name, story, world(), List.of(), List.of(episode(story, time)));
  }

  private World world() {
    return World.of(when, loads, faults).slowed(slowdowns);
  }
}
