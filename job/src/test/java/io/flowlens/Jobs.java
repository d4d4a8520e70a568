package io.flowlens;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.config.Settings;
import io.flowlens.emit.AwsSinks;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.KinesisInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as it is deployed, with one input of each kind, but not run. */
final class Jobs {
  private Jobs() {}

  /** The job's graph; building it fails where a type would be left to Kryo or a uid is missing. */
  static StreamGraph graph() throws Exception {
    StreamExecutionEnvironment env = strict();
    build(env);
    return env.getStreamGraph();
  }

  static StreamExecutionEnvironment strict() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  static void build(StreamExecutionEnvironment env) throws Exception {
    Settings settings = settings();
    Topology.build(
        env, KinesisInput.all(settings), new AwsSinks(settings), settings, Aliases.none());
  }

  /** The properties of {@link #build} as Managed Flink hands them over. */
  static String propertiesJson() throws Exception {
    List<Map<String, Object>> groups = new ArrayList<>();
    properties()
        .forEach((group, map) -> groups.add(Map.of("PropertyGroupId", group, "PropertyMap", map)));
    return new ObjectMapper().writeValueAsString(groups);
  }

  private static Settings settings() throws Exception {
    Map<String, Properties> groups = new HashMap<>();
    properties()
        .forEach((group, map) -> groups.computeIfAbsent(group, g -> new Properties()).putAll(map));
    return JobOptions.all().read(groups);
  }

  private static Map<String, Map<String, String>> properties() {
    return Map.of(
        "Input.spans", stream("spans", "fast"),
        "Input.trail", stream("trail", "slow"),
        "EdgeTable", Map.of("table.name", "flowlens-edges", "aws.region", "us-east-1"),
        "AnomalyStream", stream("anomalies"),
        "DeadLetterStream", stream("dead-letters"));
  }

  private static Map<String, String> stream(String name, String evidence) {
    Map<String, String> properties = new HashMap<>(stream(name));
    properties.put("evidence", evidence);
    return properties;
  }

  private static Map<String, String> stream(String name) {
    return Map.of(
        "stream.arn",
        "arn:aws:kinesis:us-east-1:111122223333:stream/" + name,
        "aws.region",
        "us-east-1");
  }
}
