package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import one.profiler.AsyncProfiler;
import one.profiler.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where the topology's CPU time goes: stacks sampled every millisecond of CPU time, each counted
 * for the innermost frame that belongs to a stage.
 */
final class StageShares {
  private static final String OTHER = "Flink: mailbox, timers, state tables, the rest";
  private static final String COMPILER = "CompileBroker";

  /** Parts of frames' names and the stages they belong to; the first that fits counts. */
  private static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put("flowlens/ingest/decode/Gunzip", "inflate");
    STAGES.put("flowlens/ingest/dedup/", "deduplicate");
    STAGES.put("flowlens/ingest/", "decode");
    STAGES.put("flowlens/flow/PairSpans", "pair");
    STAGES.put("flowlens/flow/TraceState", "pair");
    STAGES.put("flowlens/flow/CombineLocally", "combine");
    STAGES.put("flowlens/flow/Panes", "panes and rows");
    STAGES.put("flowlens/flow/EdgeState", "panes and rows");
    STAGES.put("flowlens/detect/", "detectors and episodes");
    STAGES.put("api/writer/", "shuffle: serialise, copy, deserialise");
    STAGES.put("StreamElementSerializer", "shuffle: serialise, copy, deserialise");
    STAGES.put("AsyncCheckpointRunnable", "checkpoints");
    STAGES.put("flowlens/lab/", "the benchmark's source and sinks");
    STAGES.put("connector/datagen/", "the benchmark's source and sinks");
    STAGES.put("G1", "garbage collection");
    STAGES.put("GangWorker", "garbage collection");
    STAGES.put("VMThread", "garbage collection");
  }

  private StageShares() {}

  /** Arguments: folder of the corpora, spans in the corpus. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long spans = Long.parseLong(args[1]);
    Load load = new Load(folder, spans, spans);
    for (int pass = 0; pass < Trial.WARM_UPS; pass++) {
      run(load);
    }
    AsyncProfiler profiler = AsyncProfiler.getInstance();
    Clock.atStart(() -> profiler.start("ctimer", 1_000_000));
    run(load);
    profiler.stop();
    Map<String, Double> shares = shares(profiler.dumpCollapsed(Counter.SAMPLES));
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(shares));
    System.exit(0);
  }

  private static void run(Load load) throws Exception {
    StreamExecutionEnvironment env =
        Cluster.environment(
            "hashmap", load.folder().resolve("checkpoints"), Duration.ofSeconds(10));
    Job.build(env, load, Corpus.Form.BATCHES);
    env.execute("topology");
  }

  /** The share of each stage in all samples but the compiler's. */
  static Map<String, Double> shares(String collapsed) {
    Map<String, Double> samples = new LinkedHashMap<>();
    STAGES.values().forEach(stage -> samples.put(stage, 0.0));
    samples.put(OTHER, 0.0);
    double all = 0;
    for (String line : collapsed.split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (space > 0 && !line.contains(COMPILER)) {
        int count = Integer.parseInt(line.substring(space + 1).trim());
        samples.merge(stageOf(line.substring(0, space)), (double) count, Double::sum);
        all += count;
      }
    }
    double total = Math.max(1, all);
    samples.replaceAll((stage, count) -> count / total);
    return samples;
  }

  private static String stageOf(String stack) {
    String[] frames = stack.split(";", -1);
    for (int i = frames.length - 1; i >= 0; i--) {
      for (Map.Entry<String, String> stage : STAGES.entrySet()) {
        if (frames[i].contains(stage.getKey())) {
          return stage.getValue();
        }
      }
    }
    return OTHER;
  }
}
