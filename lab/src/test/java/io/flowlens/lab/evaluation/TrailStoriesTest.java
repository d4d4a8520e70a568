package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.stories.Story;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.RetryLedger;
import io.flowlens.lab.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of storms in a sample that prefers errors when CloudTrail comes. */
class TrailStoriesTest {
  private static final long SEED = 7;
  private static final double RATE = 3;

  @TempDir static Path work;

  private static Fleet fleet;
  private static RetryLedger ledger;
  private static List<Detection> detections;

  @BeforeAll
  static void letThemHappen() throws IOException {
    Interval when = new Interval(1_767_603_600_000_000L, 1_767_605_100_000_000L);
    List<Story> faults = Family.RETRY_CASCADE.faults();
    List<Story> negatives = Family.RETRY_CASCADE.negatives();
    fleet =
        Fleet.of(
            faults.subList(faults.size() - 2, faults.size()),
            negatives.subList(negatives.size() - 1, negatives.size()),
            when,
            RATE,
            SEED);
    ledger = new RetryLedger(new EdgeIds(World.ACCOUNT));
    Run run = Run.of(fleet.world(), SEED, 1, Delivery.USUAL, ledger);
    Flowlens.read(run.records(), Variant.WHOLE.settings(), work);
    detections = AnomalyReader.read(work.resolve("anomalies.jsonl"));
  }

  private static Stream<Detection> in(String story) {
    List<Cell> cells = fleet.cells().stream().filter(cell -> cell.story().equals(story)).toList();
    assertThat(cells).isNotEmpty();
    return detections.stream().filter(d -> cells.contains(fleet.cellOf(d.root())));
  }

  @Test
  void aFalseAlarmOfTheSampleIsRetracted() {
    assertThat(in("tail sampling"))
        .isNotEmpty()
        .allMatch(Detection::retracted)
        .allMatch(d -> d.findings().contains("REFUTED_BY_CLOUDTRAIL"));
  }

  @Test
  void itWasFalseIndeed() {
    for (Cell cell : fleet.cells()) {
      if (cell.story().equals("tail sampling")) {
        String edge = in("tail sampling").findFirst().orElseThrow().root();
        assertThat(ledger.attemptsPerCall(edge, 0, Long.MAX_VALUE)).isLessThan(1.05);
      }
    }
  }

  @Test
  void aStormIsConfirmed() {
    assertThat(in("throttle-storm with CloudTrail"))
        .singleElement()
        .satisfies(
            storm -> {
              assertThat(storm.retracted()).isFalse();
              assertThat(storm.findings()).contains("CONFIRMED_BY_CLOUDTRAIL");
            });
  }

  @Test
  void aStormThatCloudTrailCannotSeeStands() {
    assertThat(in("timeout-storm with CloudTrail"))
        .singleElement()
        .satisfies(
            storm -> {
              assertThat(storm.retracted()).isFalse();
              assertThat(storm.findings()).noneMatch(code -> code.endsWith("BY_CLOUDTRAIL"));
            });
  }
}
