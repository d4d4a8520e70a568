package io.flowlens;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * What a job gets for an environment on a cluster that is not its own: it keeps the job's graph
 * instead of running it.
 */
@SuppressWarnings("try") // close() may be interrupted; nothing is closed here.
final class ManagedEnvironment extends StreamExecutionEnvironment {
  private StreamGraph executed;

  ManagedEnvironment() {
    super(new Configuration());
  }

  /** Code that may throw. */
  interface Program {
    void run() throws Exception;
  }

  /** Runs a program to which this is the environment it finds. */
  void run(Program program) throws Exception {
    initializeContextEnvironment(configuration -> this);
    try {
      program.run();
    } finally {
      resetContextEnvironment();
    }
  }

  @Override
  public JobExecutionResult execute(StreamGraph graph) {
    executed = graph;
    return new JobExecutionResult(new JobID(), 0, Map.of());
  }

  /** The graph of the job that was run. */
  StreamGraph executed() {
    return executed;
  }

  /** All that is set, by key. */
  Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>(configuration.toMap());
    all.putAll(config.toConfiguration().toMap());
    all.putAll(checkpointCfg.toConfiguration().toMap());
    return all;
  }
}
