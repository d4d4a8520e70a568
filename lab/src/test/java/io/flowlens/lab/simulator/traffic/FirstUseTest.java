package io.flowlens.lab.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Detour;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Hosting;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Pool;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What happens when a connection, a copy, an environment or a region is used for the first time.
 */
class FirstUseTest {
  private static final Interval MINUTES = new Interval(0, 1_200_000_000);
  private static final Table SESSIONS = Table.of("Sessions", "us-east-1");
  private static final Service READER =
      Service.of("reader", "us-east-1").pooling(Pool.costing(100));

  private final List<TableCall> calls = new ArrayList<>();

  private void run(Service service, double rate, Detour... detours) {
    Endpoint read = Endpoint.of(service, "GET", "/", Step.on(SESSIONS, Operation.GET_ITEM));
    World world =
        World.of(MINUTES, List.of(Load.from(read, Rate.constant(rate))), List.of())
            .detoured(List.of(detours));
    TrafficListener listener =
        new TrafficListener() {
          @Override
          public void on(TableCall call) {
            calls.add(call);
          }
        };
    new Simulation(world, 1, 1, List.of(listener)).run();
  }

  private double coldShare() {
    return calls.stream().filter(call -> call.last().connecting() > 0).count()
        / (double) calls.size();
  }

  @Test
  void busyConnectionsStayOpen() {
    run(READER.copies(3), 10);
    assertThat(coldShare()).isLessThan(0.02);
  }

  @Test
  void aConnectionThatIdlesForAMinuteIsOpenedAgain() {
    // 100 copies, each asked every 100 s: e^-0.6 of the gaps are longer than a minute.
    run(READER.copies(100), 1);
    assertThat(coldShare()).isBetween(0.5, 0.65);
    assertThat(calls)
        .filteredOn(call -> call.last().connecting() > 0)
        .allMatch(call -> call.end() - call.start() > 40_000);
  }

  @Test
  void aReplacedCopyIsAnotherInstanceAndBeginsCold() {
    Interval once = new Interval(300_000_000, 360_000_000);
    run(READER.hosted(Hosting.on(20).replaced(once, 60)), 10);
    Set<Integer> copies = new HashSet<>();
    calls.forEach(call -> copies.add(call.origin().instance()));
    assertThat(copies).hasSize(40);
  }

  @Test
  void aFunctionStartsColdOnlyWhenNoEnvironmentWaits() {
    run(READER.onLambda(), 1);
    assertThat(calls).filteredOn(call -> call.origin().cold()).hasSizeBetween(1, 12);
  }

  @Test
  void aDetourSendsItsShareToTheReplica() {
    run(READER, 5, new Detour("reader", "Sessions", "us-east-1", "eu-west-1", 0.3, MINUTES));
    long away =
        calls.stream()
            .filter(call -> call.step().tables().get(0).region().equals("eu-west-1"))
            .filter(call -> call.end() - call.start() > 60_000)
            .count();
    assertThat(away / (double) calls.size()).isBetween(0.27, 0.33);
  }
}
