package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How large checkpoints are in the course of a day: state that grows with the keys, instances and
 * ids that pass, and not with those in use, would show.
 */
final class Day {
  private static final long SECONDS_OF_AN_HOUR = 3600;

  private Day() {}

  /**
   * The sizes that were measured.
   *
   * @param edges from services to tables
   * @param byHour bytes in the last checkpoint of each hour of event time, by operator
   * @param anomalies how many episodes were reported, all of them false
   */
  record Sizes(int edges, Map<Integer, Map<String, Long>> byHour, int anomalies) {}

  /** Arguments: a folder for checkpoints, edges, hours. */
  public static void main(String[] args) throws Exception {
    Path checkpoints = Files.createTempDirectory(Path.of(args[0]), "day");
    int edges = Integer.parseInt(args[1]);
    long seconds = Long.parseLong(args[2]) * SECONDS_OF_AN_HOUR;
    StreamExecutionEnvironment env =
        Cluster.environment("hashmap", checkpoints, Duration.ofSeconds(1));
    CountedEpisodes sinks = new CountedEpisodes();
    Job.build(env, new DayRecords(edges, seconds), sinks);
    JobClient client = env.executeAsync("day");
    Sizes sizes = new Sizes(edges, sizes(checkpoints, client, seconds), CountedEpisodes.count());
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(sizes));
    System.exit(0);
  }

  private static Map<Integer, Map<String, Long>> sizes(
      Path checkpoints, JobClient client, long seconds) throws Exception {
    Map<Integer, Map<String, Long>> byHour = new TreeMap<>();
    while (!client.getJobExecutionResult().isDone()) {
      long read = DayRecords.secondsRead();
      Map<String, Long> sizes = StateSize.newest(checkpoints);
      // The last checkpoint, with the input at its end, may hold nothing.
      if (!sizes.isEmpty() && read < seconds - 60) {
        byHour.put((int) (read / SECONDS_OF_AN_HOUR) + 1, sizes);
      }
      Thread.sleep(200);
    }
    client.getJobExecutionResult().get();
    return byHour;
  }
}
