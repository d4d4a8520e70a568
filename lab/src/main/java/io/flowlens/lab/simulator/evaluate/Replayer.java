package io.flowlens.lab.simulator.evaluate;

import java.io.IOException;
import java.nio.file.Path;

/** Runs flowlens over an archive: {@code scripts/replay}, or the same thing inside a test. */
@FunctionalInterface
public interface Replayer {
  /**
   * Reads the archive and writes {@code edges.jsonl} and {@code anomalies.jsonl}.
   *
   * @throws IOException if it failed
   */
  void replay(Path archive, Path out) throws IOException;

  /** The script of this path, run as a process of its own. */
  static Replayer script(Path script) {
    return (archive, out) -> {
      Process process =
          new ProcessBuilder(
                  script.toString(),
                  "--in",
                  archive.toString(),
                  "--out",
                  out.toString(),
                  "--account",
                  "111122223333",
                  "--region",
                  "us-east-1")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (process.waitFor() != 0) {
          throw new IOException(script + " ended with status " + process.exitValue());
        }
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    };
  }
}
