package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.stories.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small evaluation through the real job; it fails when a figure falls. */
class EvaluationTest {
  /** Not among the seeds that are reported. */
  private static final long SEED = 7;

  @TempDir static Path work;

  private static final Scores ALL = new Scores();

  private static Score score(Family family, Setting setting) throws IOException {
    Scores scores = new Evaluation(work).run(family, setting, SEED);
    ALL.add(scores);
    return scores.of(family.type(), setting.name(), Variant.WHOLE.name());
  }

  @AfterAll
  static void nothingIsTakenForWhatItIsNot() throws IOException {
    String report = Report.of(ALL, List.of(SEED));
    Files.writeString(Path.of("target", "evaluation-small.md"), report);
    for (Family family : Family.ALL) {
      Score elsewhere = ALL.of(family.type(), Scores.ELSEWHERE, Variant.WHOLE.name());
      assertThat(elsewhere.falseRoots()).as(family.type()).isEmpty();
    }
  }

  @Test
  void stormsAreFoundAndNothingElseIs() throws IOException {
    Score score = score(Family.RETRY_CASCADE, Setting.small(3, 25, 4));
    assertThat(score.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(score.falseRoots()).isEmpty();
    assertThat(score.rootTop1()).isGreaterThanOrEqualTo(0.85);
    assertThat(score.secondsToDetect(0.5)).isLessThanOrEqualTo(90);
  }

  @Test
  void replaysAndLoopsAreFoundAndNothingElseIs() throws IOException {
    Score score = score(Family.REPLAY_LOOP, Setting.small(2, 18, 4));
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.falseRoots()).isEmpty();
    assertThat(score.rootTop1()).isEqualTo(1);
    assertThat(score.secondsToDetect(0.5)).isLessThanOrEqualTo(40);
    assertThat(score.errors().get("reproduction-number"))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).isLessThanOrEqualTo(0.1));
  }

  @Test
  void coldSpikesAreFoundAndNothingElseIs() throws IOException {
    Score score = score(Family.COLD_CACHE_SPIKE, Setting.small(2, 40, 4));
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.falseRoots()).isEmpty();
    assertThat(score.rootTop1()).isEqualTo(1);
    assertThat(score.rightKinds()).isEqualTo(1);
  }

  @Test
  void callsGoneAstrayAreFoundAndNothingElseIs() throws IOException {
    Score score = score(Family.REGION_MISMATCH, Setting.small(5, 25, 2));
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.falseRoots()).isEmpty();
    assertThat(score.rootTop1()).isEqualTo(1);
    assertThat(score.errors().get("saved-per-call"))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).isLessThanOrEqualTo(0.1));
  }
}
