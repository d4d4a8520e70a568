package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.truth.RetryLedger;
import io.flowlens.lab.simulator.world.World;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Interval MINUTES =
      new Interval(1_767_603_600_000_000L, 1_767_605_100_000_000L);

  private final Fleet fleet =
      Fleet.of(Family.RETRY_CASCADE.faults(), Family.RETRY_CASCADE.negatives(), MINUTES, 2, 5);

  @Test
  void halfOfTheCellsHoldNoFault() {
    assertThat(fleet.cells())
        .filteredOn(cell -> cell.episodes().isEmpty())
        .hasSizeGreaterThanOrEqualTo(fleet.cells().size() / 2);
  }

  @Test
  void nearlyAllPlannedFaultsReallyMakeCallsRetry() {
    RetryLedger ledger = new RetryLedger(new EdgeIds(World.ACCOUNT));
    Run.of(fleet.world(), 5, 1, Delivery.PERFECT, ledger);
    var stories = fleet.cells().stream().flatMap(cell -> cell.episodes().stream()).toList();
    assertThat(stories)
        .filteredOn(planned -> ledger.real(planned).isPresent())
        .hasSizeGreaterThan(stories.size() - 3);
  }

  @Test
  void aMetastableStormOutlivesItsTrigger() {
    Cell cell =
        fleet.cells().stream()
            .filter(c -> c.story().equals("metastable"))
            .findFirst()
            .orElseThrow();
    RetryLedger ledger = new RetryLedger(new EdgeIds(World.ACCOUNT));
    Run.of(cell.world(), 5, 1, Delivery.PERFECT, ledger);
    Episode planned = cell.episodes().get(0);
    long afterTrigger = planned.onset() + 120_000;
    assertThat(ledger.attemptsPerCall(planned.root(), afterTrigger, planned.end() - 60_000))
        .isGreaterThan(3);
    assertThat(ledger.attemptsPerCall(planned.root(), planned.end() + 60_000, Long.MAX_VALUE))
        .isLessThan(1.1);
  }
}
