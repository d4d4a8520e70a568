package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One contender in one fresh JVM: warms up, runs, checks the result against the truth, and prints
 * its cost.
 */
final class Trial {
  /** The start of the line with the result. */
  static final String RESULT = "RESULT ";

  /**
   * How often the load is run before it is measured: in the second pass the compiler still takes
   * half as much time as the job, in the fourth a fifteenth.
   */
  static final int WARM_UPS = 3;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private Trial() {}

  /** Arguments: contender, folder of the corpora, spans in the corpus. */
  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    long spans = Long.parseLong(args[2]);
    Load load = new Load(folder, spans, spans);
    for (int pass = 0; pass < WARM_UPS; pass++) {
      run(contender, load);
      Results.clear();
    }
    run(contender, load);
    Cost cost = Cost.read(Spans.measured(spans));
    if (contender.counts()) {
      Truth.of(spans).check(Results.found());
    }
    System.out.println(RESULT + new ObjectMapper().writeValueAsString(cost));
    System.exit(0);
  }

  /** Runs the contender once over the load. */
  static void run(Contender contender, Load load) throws Exception {
    if (contender == Contender.DECODE) {
      Job.decode(load, contender.form);
      return;
    }
    StreamExecutionEnvironment env =
        Cluster.environment(
            contender == Contender.TOPOLOGY_ROCKSDB ? "rocksdb" : "hashmap",
            load.folder().resolve("checkpoints"),
            CHECKPOINT_INTERVAL);
    switch (contender) {
      case TOPOLOGY, TOPOLOGY_ROCKSDB, TOPOLOGY_PLAIN -> Job.build(env, load, contender.form);
      case TOPOLOGY_UNJUDGED -> Job.buildUnjudged(env, load, contender.form);
      case SOURCE -> Job.buildSource(env, load, contender.form);
      case DEDUPLICATE -> Job.buildDeduplication(env, load, contender.form);
      case SQL, SQL_BATCHES -> SqlJob.build(env, load, contender.form);
      case NAIVE, NAIVE_BATCHES -> NaiveJob.build(env, load, contender.form);
      case DECODE -> throw new IllegalStateException("not a Flink job");
    }
    env.execute(contender.id());
  }
}
