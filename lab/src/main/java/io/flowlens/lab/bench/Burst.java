package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Many episodes that open within a minute, at the speed of real time: whether the job keeps up on
 * one core, and how busy each subtask is.
 */
final class Burst {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final double INTERVAL_SECONDS = 10;
  private static final long POLL_MILLIS = 50;

  private Burst() {}

  /**
   * What was measured.
   *
   * @param episodes how many were opened
   * @param openedWithin seconds of event time from the first opening to the last
   * @param eventSeconds seconds of traffic
   * @param wallSeconds how long the job took to read it, at real time's speed at most
   * @param cores CPU seconds of the process for each second of traffic, without the compiler
   * @param busy by subtask: the largest share of ten seconds that it was busy, as Flink measures it
   * @param cpu by subtask: the most CPU seconds that its thread used for each second of traffic,
   *     over ten seconds of traffic
   */
  record Load(
      int episodes,
      double openedWithin,
      double eventSeconds,
      double wallSeconds,
      double cores,
      Map<String, Double> busy,
      Map<String, Double> cpu) {}

  /** Arguments: a folder for checkpoints, the state backend, the number of episodes. */
  public static void main(String[] args) throws Exception {
    Path checkpoints = Files.createTempDirectory(Path.of(args[0]), "burst");
    StreamExecutionEnvironment env =
        Cluster.environment(args[1], checkpoints, CHECKPOINT_INTERVAL, BusyTimes.config());
    Job.build(env, new BurstRecords(Integer.parseInt(args[2])), new CountedEpisodes());
    env.executeAsync("burst");
    BurstRecords.awaitFirst();
    Clock.start();
    Map<String, Double> busy = new TreeMap<>();
    Map<String, Double> cpu = new TreeMap<>();
    BusyTimes before = BusyTimes.now();
    for (double at = INTERVAL_SECONDS; at <= BurstRecords.SECONDS; at += INTERVAL_SECONDS) {
      while (BurstRecords.secondsRead() < at) {
        Thread.sleep(POLL_MILLIS);
      }
      BusyTimes now = BusyTimes.now();
      now.busySince(before).forEach((task, share) -> busy.merge(task, share, Math::max));
      now.cpuSince(before, INTERVAL_SECONDS)
          .forEach((task, share) -> cpu.merge(task, share, Math::max));
      before = now;
    }
    double seconds = BurstRecords.secondsRead();
    Load load =
        new Load(
            CountedEpisodes.count(),
            CountedEpisodes.openedWithinMillis() / 1e3,
            seconds,
            Clock.wallNanos() / 1e9,
            Clock.cpuNanos() / 1e9 / seconds,
            busy,
            cpu);
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(load));
    System.exit(0);
  }
}
