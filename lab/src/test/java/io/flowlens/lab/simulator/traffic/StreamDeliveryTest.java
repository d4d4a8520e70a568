package io.flowlens.lab.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Load;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Subscription;
import io.flowlens.lab.simulator.world.Subscription.Mapping;
import io.flowlens.lab.simulator.world.Subscription.Trouble;
import io.flowlens.lab.simulator.world.Table;
import io.flowlens.lab.simulator.world.Table.ChangeStream;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {
  private static final Interval MINUTES = new Interval(0, 600_000_000);
  private static final Interval POISONED = new Interval(60_000_000, 300_000_000);
  private static final Table EVENTS =
      Table.of("Events", "us-east-1").streaming(ChangeStream.MILLISECOND);
  private static final Table TOTALS = Table.of("Totals", "us-east-1");
  private static final Service FUNCTION = Service.of("figures", "us-east-1").onLambda();

  private final List<Invocation> invocations = new ArrayList<>();
  private final List<DiscardedBatch> givenUp = new ArrayList<>();
  private int changes;

  private void run(Trouble trouble, UnaryOperator<Mapping> mapping, Step... steps) {
    Endpoint event =
        Endpoint.of(
            Service.of("intake", "us-east-1"),
            "POST",
            "/events",
            Step.on(EVENTS, Operation.PUT_ITEM));
    Subscription subscription =
        Subscription.of(EVENTS, Endpoint.of(FUNCTION, "POST", "/handle", steps), MINUTES)
            .by(mapping.apply(Mapping.usual(MINUTES)))
            .with(trouble);
    World world =
        World.of(MINUTES, List.of(Load.from(event, Rate.constant(5))), List.of())
            .subscribed(List.of(subscription));
    TrafficListener listener =
        new TrafficListener() {
          @Override
          public void on(Invocation invocation) {
            invocations.add(invocation);
          }

          @Override
          public void on(DiscardedBatch batch) {
            givenUp.add(batch);
          }

          @Override
          public void on(Change change) {
            changes++;
          }
        };
    new Simulation(world, 1, 1, List.of(listener)).run();
  }

  private long delivered() {
    return invocations.stream()
        .filter(Invocation::ok)
        .mapToLong(invocation -> invocation.batch().records())
        .sum();
  }

  @Test
  void everyRecordIsHandledOnce() {
    run(Trouble.NONE, m -> m, Step.on(TOTALS, Operation.UPDATE_ITEM));
    assertThat(changes).isGreaterThan(2_500);
    assertThat(delivered()).isBetween(changes - 20L, (long) changes);
    assertThat(invocations).allMatch(i -> i.ok() && i.number() == 1);
  }

  @Test
  void aPoisonedBatchIsDeliveredAgainUntilTheFunctionIsMended() {
    run(Trouble.poison(POISONED), m -> m, Step.on(TOTALS, Operation.UPDATE_ITEM));
    assertThat(invocations).filteredOn(i -> !i.ok()).hasSizeBetween(8, 20);
    assertThat(invocations).anyMatch(i -> i.ok() && i.number() > 8);
    assertThat(delivered()).isBetween(changes - 20L, (long) changes);
    assertThat(givenUp).isEmpty();
  }

  @Test
  void aHalvedBatchEndsWithTheOneRecordThatFails() {
    run(Trouble.poison(POISONED), Mapping::bisecting, Step.on(TOTALS, Operation.UPDATE_ITEM));
    assertThat(invocations).filteredOn(i -> !i.ok()).last().matches(i -> i.batch().records() == 1);
  }

  @Test
  void exhaustedRetriesLoseTheBatch() {
    run(Trouble.poison(POISONED), m -> m.retrying(2), Step.on(TOTALS, Operation.UPDATE_ITEM));
    assertThat(invocations).filteredOn(i -> !i.ok()).hasSize(3);
    assertThat(givenUp).singleElement().matches(g -> !g.expired() && g.invocations() == 3);
  }

  @Test
  void recordsExpire() {
    run(Trouble.poison(POISONED), m -> m.expiring(60), Step.on(TOTALS, Operation.UPDATE_ITEM));
    assertThat(givenUp).isNotEmpty().allMatch(DiscardedBatch::expired);
    assertThat(invocations).filteredOn(i -> !i.ok()).hasSizeBetween(5, 9);
  }

  @Test
  void aFunctionThatHearsItsOwnWritesHandlesThemToo() {
    run(Trouble.NONE, m -> m, Step.on(EVENTS, Operation.UPDATE_ITEM).sometimes(0.5));
    // Each event begets half an event, which begets a quarter, and so on.
    assertThat(changes / 3_000.0).isBetween(1.8, 2.2);
  }

  @Test
  void aFilteredFunctionDoesNotHearItsOwnWrites() {
    run(Trouble.NONE, Mapping::filtered, Step.on(EVENTS, Operation.UPDATE_ITEM));
    assertThat(delivered() / (double) changes).isBetween(0.48, 0.52);
  }
}
