package io.flowlens.lab.simulator.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small evaluation through the real replay; it fails when a figure falls. */
class EvaluationTest {
  private static final int MINUTES = 25;

  /** Not among the seeds that are reported. */
  private static final long SEED = 7;

  @TempDir Path work;

  private static void replay(Path archive, Path out) throws IOException {
    int status =
        Replay.run(
            "--in",
            archive.toString(),
            "--out",
            out.toString(),
            "--account",
            "111122223333",
            "--region",
            "us-east-1");
    if (status != 0) {
      throw new IOException("the replay ended with status " + status);
    }
  }

  @Test
  void stormsAreFoundAndNothingElseIs() throws IOException {
    Evaluation evaluation = new Evaluation(EvaluationTest::replay, work, MINUTES);
    evaluation.run(Setting.SMALL, SEED, 2);
    String report = Report.of(evaluation.scores(), List.of(SEED), MINUTES);
    Files.writeString(Path.of("target", "evaluation-small.md"), report);
    Score score = evaluation.scores().get(Setting.SMALL).get(Evaluation.FLOWLENS);
    assertThat(score.recall()).as(report).isGreaterThanOrEqualTo(0.9);
    assertThat(score.precision()).as(report).isGreaterThanOrEqualTo(0.97);
    assertThat(score.rootTop1()).as(report).isGreaterThanOrEqualTo(0.85);
    assertThat(score.secondsToDetect(0.5)).as(report).isLessThanOrEqualTo(90);
  }
}
