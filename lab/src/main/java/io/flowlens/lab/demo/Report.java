package io.flowlens.lab.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.Streams;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The result of a run, in a few lines. */
final class Report {
  private static final int BUSIEST = 8;

  private Report() {}

  /**
   * Prints the report.
   *
   * @return whether the diagram showed anything
   */
  static boolean print(World world, Diagram diagram, Freshness freshness, Progress progress) {
    JsonNode graph = diagram.get("api/graph");
    JsonNode anomalies = diagram.get("api/anomalies");
    double rate = 0;
    for (JsonNode edge : graph.path("edges")) {
      rate += edge.at("/perSecond/calls").asDouble();
    }
    progress.print(
        String.format(
            Locale.ROOT,
            "edges        %d between %d nodes, %.0f calls and changes per second",
            graph.path("edges").size(),
            graph.path("nodes").size(),
            rate));
    StreamSupport.stream(graph.path("edges").spliterator(), false)
        .sorted((a, b) -> Double.compare(calls(b), calls(a)))
        .limit(BUSIEST)
        .forEach(edge -> progress.print(line(edge)));
    progress.print(
        String.format(
            Locale.ROOT,
            "freshness    event to diagram: median %.1f s, 95 %% within %.1f s, longest %.1f s (%d events)",
            seconds(freshness.percentile(0.5)),
            seconds(freshness.percentile(0.95)),
            seconds(freshness.percentile(1)),
            freshness.events()));
    progress.print("dead letters " + deadLetters(world));
    progress.print("anomalies    " + anomalies.size());
    anomalies.forEach(anomaly -> progress.print(describe(anomaly)));
    return !graph.path("edges").isEmpty();
  }

  private static double calls(JsonNode edge) {
    return edge.at("/perSecond/calls").asDouble();
  }

  private static String line(JsonNode edge) {
    return String.format(
        Locale.ROOT,
        "             %6.1f/s  p50 %6.1f ms  %s",
        calls(edge),
        edge.at("/latencyMs/p50").asDouble(),
        edge.path("id").asText());
  }

  private static String describe(JsonNode anomaly) {
    return String.format(
        "             %s %s (%s) %s: %s",
        anomaly.path("type").asText(),
        anomaly.path("status").asText(),
        anomaly.path("severity").asText(),
        root(anomaly.path("root")),
        anomaly.path("summary").asText());
  }

  private static String root(JsonNode root) {
    return root.has("node")
        ? node(root.path("node"))
        : String.join(
            "|", node(root.path("from")), node(root.path("to")), root.path("access").asText());
  }

  /** The node's id; the API gives it as text or as its parts. */
  private static String node(JsonNode node) {
    return node.isTextual()
        ? node.asText()
        : String.join(
            ":",
            node.path("kind").asText(),
            node.path("account").asText(),
            node.path("region").asText(),
            node.path("name").asText());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static int deadLetters(World world) {
    String stream = Streams.DEAD_LETTERS.streamName();
    try (KinesisClient kinesis = Cloud.kinesis(world.aws().kinesisEndpoint(), Cloud.HOME)) {
      int count = 0;
      for (Shard shard : kinesis.listShards(list -> list.streamName(stream)).shards()) {
        String iterator =
            kinesis
                .getShardIterator(
                    get ->
                        get.streamName(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        GetRecordsResponse records = kinesis.getRecords(get -> get.shardIterator(iterator));
        count += records.records().size();
      }
      return count;
    }
  }
}
