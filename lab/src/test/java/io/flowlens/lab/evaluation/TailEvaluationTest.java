package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.stories.Family;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hidden retries through the real job; it fails when a figure falls. */
class TailEvaluationTest {
  /** Not among the seeds that are reported. */
  private static final long SEED = 7;

  @TempDir static Path work;

  @Test
  void retriesThatNoSpanShowsAreFoundAndNothingElseIs() throws IOException {
    Setting setting = Setting.small(4, 40, 5);
    Scores scores = new Evaluation(work).run(Family.LATENCY_TAIL, setting, SEED);
    Score score = scores.of("latency-tail", setting.name(), Variant.WHOLE.name());
    assertThat(score.falseRoots()).isEmpty();
    assertThat(score.outcomes()).hasSize(5);
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.rightKinds()).isEqualTo(1);
    assertThat(score.rootTop1()).isEqualTo(1);
    for (Family other : Family.ALL) {
      if (!other.equals(Family.LATENCY_TAIL)) {
        Score elsewhere = scores.of(other.type(), Scores.ELSEWHERE, Variant.WHOLE.name());
        assertThat(elsewhere.falseRoots()).as(other.type()).isEmpty();
      }
    }
  }
}
