package io.flowlens.lab.evaluation;

import io.flowlens.LocalCluster;
import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.emit.FileSinks;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.lab.simulator.wire.WireRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real job in this process: a fresh process and its warm-up cost more than most runs. */
final class Flowlens {
  private static final int PARALLELISM = 2;

  private Flowlens() {}

  /**
   * Lets the whole topology read these records, and writes {@code edges.jsonl} and {@code
   * anomalies.jsonl} to this folder.
   */
  static void read(List<WireRecord> records, Settings settings, Path out) throws IOException {
    Files.createDirectories(out);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            PARALLELISM, LocalCluster.configuration());
    try (RunInput input = new RunInput(records)) {
      Topology.build(env, List.of(input), new FileSinks(out), settings, Aliases.none());
      env.execute("evaluation");
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the job failed", e);
    }
  }
}
