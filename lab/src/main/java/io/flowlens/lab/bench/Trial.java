package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One contender in one fresh JVM: warms up, runs, checks the result against the truth, and prints
 * what it cost.
 */
final class Trial {
  /** What the line with the result starts with. */
  static final String RESULT = "RESULT ";

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private Trial() {}

  /** Arguments: contender, folder of the corpora, spans in the corpus, spans to warm up with. */
  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    long spans = Long.parseLong(args[2]);
    run(contender, new Load(folder, spans, Math.min(spans, Long.parseLong(args[3]))));
    Results.clear();
    run(contender, new Load(folder, spans, spans));
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
      case SOURCE -> Job.buildSource(env, load, contender.form);
      case DEDUPLICATE -> Job.buildDeduplication(env, load, contender.form);
      case SQL, SQL_BATCHES -> SqlJob.build(env, load, contender.form);
      case NAIVE, NAIVE_BATCHES -> NaiveJob.build(env, load, contender.form);
      case DECODE -> throw new IllegalStateException("not a Flink job");
    }
    env.execute(contender.id());
  }
}
