package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.Detour;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Fault;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A service in three to six regions that reads and writes its region's replica of one table. The
 * first region is the one that stories happen in; it has most of the load.
 */
final class RegionSystem {
  static final String TYPE = "region-mismatch";

  /** Share of the load that all other regions together have. */
  private static final double OTHERS = 0.5;

  private static final double CLOCK_DEVIATION_MICROS = 150_000;

  private final String name;
  private final Interval when;
  private final Table table;
  private final List<String> regions;
  private final List<Load> loads = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Detour> detours = new ArrayList<>();
  private final EdgeIds ids = new EdgeIds(World.ACCOUNT);
  private final long clock;

  RegionSystem(String name, Interval when, SeededRandom random) {
    this.name = name;
    this.when = when;
    List<String> all = new ArrayList<>(Distances.regions());
    int wanted = 3 + random.below(4);
    while (all.size() > wanted) {
      all.remove(random.below(all.size()));
    }
    String first = all.remove(random.below(all.size()));
    all.add(0, first);
    this.regions = List.copyOf(all);
    this.table = Table.of("Profiles-" + name, first).holding(5_000);
    this.clock = Math.round(random.normal() * CLOCK_DEVIATION_MICROS);
  }

  /** The story's region. */
  String home() {
    return regions.get(0);
  }

  /** The region that is farthest from the story's. */
  String farthest() {
    return regions.stream()
        .max(Comparator.comparingDouble(r -> Distances.roundTripMillis(home(), r)))
        .orElseThrow();
  }

  Table table() {
    return table;
  }

  /** The service that reads, as it is in this region. */
  Service reader(String region) {
    return Service.of("profiles-" + name, region).copies(3).clockAhead(clock);
  }

  /** The service that writes, as it is in this region. */
  Service writer(String region) {
    return Service.of("editor-" + name, region);
  }

  /** Readers and writers in every region, each at its own replica, with clocks so much ahead. */
  void everywhere(double rate, long aheadMicros) {
    for (String region : regions) {
      double each = region.equals(home()) ? rate : OTHERS * rate / (regions.size() - 1);
      read(reader(region).clockAhead(clock + aheadMicros), region, each);
      write(writer(region), region, each / 5);
    }
  }

  /** This service reads this region's replica. */
  void read(Service service, String region, double rate) {
    load(service, Step.on(table.in(region), Operation.GET_ITEM), rate);
  }

  /** This service writes to this region's replica. */
  void write(Service service, String region, double rate) {
    load(service, Step.on(table.in(region), Operation.PUT_ITEM), rate);
  }

  private void load(Service service, Step step, double rate) {
    Endpoint endpoint = Endpoint.of(service, "GET", "/profile", step);
    loads.add(Load.from(endpoint, Rate.constant(rate)));
  }

  /** Something that a service does by itself for a while. */
  void job(Service service, Rate rate, Step... steps) {
    loads.add(Load.timer(Endpoint.of(service, "POST", "/job", steps), rate));
  }

  /** A share of a service's calls of the home replica goes elsewhere. */
  void astray(Service service, String to, double share, Interval trouble) {
    detours.add(new Detour(service.name(), table.name(), home(), to, share, trouble));
  }

  void fault(Fault fault) {
    faults.add(fault);
  }

  /** Calls of this service, at home, to a far replica: from then to the end of time. */
  Episode episode(String label, Service service, Operation operation, String to, Interval time) {
    Step.Access step = Step.on(table.in(to), operation);
    return new Episode(
        TYPE,
        label,
        time.from() / 1000,
        time.to() / 1000,
        List.of(ids.access(service, step, table.in(to))));
  }

  /** The retries of this service at home while its replica is ill. */
  Episode storm(String label, Service service, Operation operation, Interval ill) {
    Step.Access step = Step.on(table, operation);
    return new Episode(
        "retry-cascade",
        label,
        ill.from() / 1000,
        ill.to() / 1000,
        List.of(ids.access(service, step, table), ids.call(null, service)));
  }

  Cell cell(String story, Episode... episodes) {
    World world = World.of(when, loads, faults).detoured(detours);
    return new Cell(name, story, world, List.of(episodes));
  }
}
