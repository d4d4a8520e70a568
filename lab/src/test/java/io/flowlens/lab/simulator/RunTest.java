package io.flowlens.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.archive.ArchiveWriter;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.archive.Layout;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.truth.EdgeMinuteTruth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final Interval MINUTES =
      new Interval(1_767_603_600_000_000L, 1_767_603_720_000_000L);

  @TempDir Path folder;

  private static Run shop(long seed) {
    return Run.of(Scenario.SHOP.world(MINUTES), seed, 1, Delivery.USUAL);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    for (String copy : List.of("one", "two")) {
      ArchiveWriter.write(folder.resolve(copy), shop(3).records(), new Layout(2, true, 9));
    }
    for (String part : List.of("part-0.jsonl.gz", "part-1.jsonl.gz")) {
      assertThat(folder.resolve("one").resolve(part))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(part));
    }
  }

  @Test
  void anotherSeedGivesAnotherLife() {
    assertThat(payloads(shop(3))).doesNotContainAnyElementsOf(payloads(shop(4)));
  }

  @Test
  void everyLayoutHoldsTheSameLines() throws IOException {
    Run run = shop(3);
    ArchiveWriter.write(folder.resolve("plain"), run.records(), Layout.PLAIN);
    ArchiveWriter.write(folder.resolve("mixed"), run.records(), new Layout(4, false, 17));
    List<String> plain = Files.readAllLines(folder.resolve("plain/part-0.jsonl"));
    List<String> mixed =
        IntStream.range(0, 4)
            .mapToObj(part -> folder.resolve("mixed/part-" + part + ".jsonl"))
            .flatMap(file -> lines(file).stream())
            .toList();
    assertThat(mixed).isNotEqualTo(plain).containsExactlyInAnyOrderElementsOf(plain);
  }

  @Test
  void aboutOneRecordInAHundredComesTwice() {
    Run run = shop(3);
    int all = run.records().size();
    assertThat(all - payloads(run).size()).isBetween(all / 200, all / 50);
  }

  @Test
  void everyFailedAttemptIsInTheBooksOnce() {
    for (EdgeMinuteTruth tally : shop(3).truth().minutes().values()) {
      long errors = tally.errors.values().stream().mapToLong(Long::longValue).sum();
      assertThat(errors).isEqualTo(tally.attempts - tally.ok);
      assertThat(tally.calls).isEqualTo(tally.ok + tally.failed);
      assertThat(tally.operations.values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(tally.calls);
    }
  }

  @Test
  void theShopMeetsEveryClassOfFailure() {
    var classes = new HashSet<String>();
    shop(3).truth().minutes().values().forEach(tally -> classes.addAll(tally.errors.keySet()));
    assertThat(classes)
        .containsExactlyInAnyOrder(
            "throttled", "conflict", "conditional", "timeout", "server", "client");
  }

  private static Set<ByteBuffer> payloads(Run run) {
    return run.records().stream()
        .map(record -> ByteBuffer.wrap(record.data()))
        .collect(Collectors.toSet());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
