package io.flowlens.lab.simulator.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the evaluation and writes the report:
 *
 * <pre>Evaluate REPLAY_SCRIPT WORK_FOLDER REPORT_FILE MINUTES SEED[,SEED...]</pre>
 *
 * <p>Seeds below 1000 are for building detectors; only others are reported.
 */
public final class Evaluate {
  private Evaluate() {}

  /** Exits with 2 for bad arguments. */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      System.err.println(
          "Evaluate needs: the replay script, a work folder, the report's file, minutes, seeds");
      System.exit(2);
    }
    int minutes = Integer.parseInt(args[3]);
    List<Long> seeds = Arrays.stream(args[4].split(",", -1)).map(Long::valueOf).toList();
    Evaluation evaluation =
        new Evaluation(Replayer.script(Path.of(args[0])), Path.of(args[1]), minutes);
    for (Setting setting : Setting.ALL) {
      for (long seed : seeds) {
        System.out.println(setting.name() + ", seed " + seed);
        evaluation.run(setting, seed);
      }
    }
    Files.writeString(Path.of(args[2]), Report.of(evaluation.scores(), seeds, minutes));
  }
}
