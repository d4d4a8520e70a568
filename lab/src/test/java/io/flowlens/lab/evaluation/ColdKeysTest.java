package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow events that name keys, through the real job: what a cache must fetch is told. */
class ColdKeysTest {
  private static final long START = 1_767_603_600_000_000L;
  private static final Interval WHEN = new Interval(START, START + 40 * 60_000_000L);

  @TempDir static Path work;

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void firstReadsOfKeysAreToldOnTheEdgeWhereTheyAreSlowForInformation(long seed)
      throws IOException {
    Cell cell =
        Family.COLD_CACHE_SPIKE.negatives().stream()
            .map(story -> story.play("c000", WHEN, 2, SeededRandom.of(seed)))
            .filter(each -> each.story().equals("cold keys"))
            .findFirst()
            .orElseThrow();
    Run run = Run.of(cell.world(), seed, 1, Delivery.USUAL);
    Path out = work.resolve(String.valueOf(seed));
    Flowlens.read(run.records(), Variant.WHOLE.settings(), out);
    assertThat(AnomalyReader.read(out.resolve("anomalies.jsonl")))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.type()).isEqualTo("cold-cache-spike");
              assertThat(told.path()).containsExactly(cell.remarks().get(0).root());
              assertThat(told.findings()).containsExactly("COLD_KEY");
              assertThat(told.info()).isTrue();
            });
  }
}
