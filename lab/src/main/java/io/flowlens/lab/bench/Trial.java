package io.flowlens.lab.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One contender in one fresh JVM: warms up, runs, checks the result, prints what it cost. */
final class Trial {
  private Trial() {}

  /** Arguments: contender, folder of the corpora, spans in the corpus, spans to warm up with. */
  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    long spans = Long.parseLong(args[2]);
    long warmUp = Long.parseLong(args[3]);
    run(contender, new Load(folder, spans, Math.min(spans, warmUp)));
    Results.clear();
    run(contender, new Load(folder, spans, spans));
    long cpu = Clock.cpuNanos();
    long wall = Clock.wallNanos();
    if (contender.counts()) {
      Truth.of(spans).check(Results.found());
    }
    System.out.println(contender + " " + cpu / (spans * 0.9) + " wall " + wall / (spans * .9));
    System.exit(0);
  }

  private static void run(Contender contender, Load load) throws Exception {
    if (contender == Contender.DECODE) {
      Job.decode(load, contender.form);
      return;
    }
    boolean rocks = contender == Contender.TOPOLOGY_ROCKSDB;
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_PORT, "0");
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        load.folder().resolve("checkpoints").toUri().toString());
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    config.set(StateBackendOptions.STATE_BACKEND, rocks ? "rocksdb" : "hashmap");
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, rocks);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
    switch (contender) {
      case TOPOLOGY, TOPOLOGY_ROCKSDB, TOPOLOGY_PLAIN -> Job.build(env, load, contender.form);
      case SOURCE -> Job.buildSource(env, load, contender.form);
      case DEDUPLICATE -> Job.buildDeduplication(env, load, contender.form);
      case SQL -> SqlJob.build(env, load);
      case NAIVE -> NaiveJob.build(env, load);
      case DECODE -> throw new IllegalStateException("not a Flink job");
    }
    env.execute(contender.id());
  }
}
