package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.ArchiveWriter;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.archive.Layout;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.stories.Story;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Ledgers;
import io.flowlens.lab.simulator.world.World;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of each kind, told with the same bytes however its records come. */
class DeterminismTest {
  private static final long SEED = 5;
  private static final long START = 1_767_603_600_000_000L;
  private static final Interval WHEN = new Interval(START, START + 25 * 60_000_000L);
  private static final double RATE = 4;

  private static Run run;
  private static String reference;

  @TempDir static Path folder;

  @BeforeAll
  static void replayOnceInOrder() throws IOException {
    List<Story> faults = Family.ALL.stream().map(DeterminismTest::plainest).toList();
    Fleet fleet = Fleet.of(faults, Family.RETRY_CASCADE.negatives(), WHEN, RATE, SEED);
    Ledgers ledgers = new Ledgers(new EdgeIds(World.ACCOUNT));
    run = Run.of(fleet.world(), SEED, 1, Delivery.USUAL, ledgers);
    reference = replay("reference", Layout.PLAIN, 1);
  }

  /** Of calls gone astray the last, most of them; a share of one in a hundred shows too late. */
  private static Story plainest(Family family) {
    List<Story> faults = family.faults();
    return faults.get(family.equals(Family.REGION_MISMATCH) ? faults.size() - 1 : 0);
  }

  @Test
  void thereIsSomethingToTell() {
    for (Family family : Family.ALL) {
      assertThat(reference).contains("\"type\":\"" + family.type() + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 11", "4, 5, 12"})
  void orderFilesAndParallelismChangeNoByte(int parallelism, int files, long shuffleSeed)
      throws IOException {
    Layout layout = new Layout(files, true, shuffleSeed);
    assertThat(replay("parallel-" + parallelism, layout, parallelism)).isEqualTo(reference);
  }

  private static String replay(String name, Layout layout, int parallelism) throws IOException {
    Path archive = folder.resolve(name);
    Path out = folder.resolve(name + "-out");
    ArchiveWriter.write(archive, run.records(), layout);
    int status =
        Replay.run(
            "--in", archive.toString(),
            "--out", out.toString(),
            "--account", World.ACCOUNT,
            "--region", "us-east-1",
            "--parallelism", String.valueOf(parallelism));
    assertThat(status).isZero();
    return Files.readString(out.resolve("anomalies.jsonl"));
  }
}
