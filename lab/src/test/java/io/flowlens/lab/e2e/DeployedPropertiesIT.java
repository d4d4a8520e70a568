package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.cluster.FlinkDeployment;
import io.flowlens.lab.cluster.FlinkRest;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.schemas.PropertyNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is deployed is what the job reads: on Managed Flink, and on Kubernetes. */
@Tag("cluster")
@ExtendWith(World.Shared.class)
class DeployedPropertiesIT {
  private static final Path TEMPLATE = Path.of("../infra/flowlens.template.json");
  private static final String WRITES = "|table:111122223333:us-east-1:Orders|write";
  private static final String CHANGES = "|change-stream:111122223333:us-east-1:Orders|change";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Settings of the deployment that a cluster on one machine must have otherwise. */
  private static final Set<String> REPLACED =
      Set.of(
          "execution.checkpointing.interval",
          "execution.checkpointing.min-pause",
          "high-availability.storageDir",
          "high-availability.type",
          "state.checkpoints.dir",
          "state.savepoints.dir");

  private final World world;

  DeployedPropertiesIT(World world) {
    this.world = world;
  }

  @Test
  void aJobWithTheTemplatesPropertiesReadsRunsAndWrites() throws Exception {
    Template template = Template.read(TEMPLATE);
    Target target = Target.create(world.dynamoDb, world.kinesis, "template");
    Map<String, Stream> inputs = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    values.put("AWS::Region", Cloud.HOME.id());
    for (String name : List.of("spans", "changes", "trail")) {
      Stream stream = Stream.create(world.kinesis, "template-" + name);
      inputs.put(name, stream);
      arn(template, PropertyNames.input(name), stream, values);
    }
    arn(template, PropertyNames.ANOMALY_STREAM, target.anomalies, values);
    arn(template, PropertyNames.DEAD_LETTER_STREAM, target.deadLetters, values);
    values.put(template.referred(PropertyNames.EDGE_TABLE, PropertyNames.TABLE_NAME), target.table);
    PropertyGroups properties = template.properties(values).on(world.aws);
    assertThat(properties.get(PropertyNames.input("trail"), PropertyNames.EVIDENCE))
        .isEqualTo("slow");

    Path file = properties.write(world.folder("template").resolve("properties.json"));
    try (ClusterJob job = ClusterJob.start(world.cluster, file, 1)) {
      Instant now = Instant.now();
      inputs.get("spans").put(Payloads.logsBatch(now, List.of(Payloads.write(1, now, 0))));
      inputs.get("changes").put(Payloads.change(2, now));
      inputs.get("trail").put(Payloads.bytes("{\"no\":\"trail\"}"));
      Patience.await(
          LIMIT,
          () ->
              target.sum(WRITES, "calls") == 1
                  && target.sum(CHANGES, "calls") == 1
                  && target.deadLetters().size() == 1);
      assertThat(target.sum(WRITES, "calls")).isEqualTo(1);
      assertThat(target.sum(CHANGES, "calls")).isEqualTo(1);
      assertThat(target.deadLetters().keySet())
          .singleElement()
          .asString()
          .contains("template-trail");
      assertThat(job.failures()).isEmpty();
    }
  }

  private static void arn(
      Template template, String group, Stream stream, Map<String, String> values) {
    values.put(template.referred(group, PropertyNames.STREAM_ARN) + ".Arn", stream.arn());
  }

  @Test
  void theClusterHasTheSettingsOfTheKubernetesDeployment() throws Exception {
    Map<String, String> settings = FlinkDeployment.read(World.DEPLOYMENT).flinkConfiguration();
    assertThat(settings.keySet()).containsAll(REPLACED);
    settings.keySet().removeAll(REPLACED);
    assertThat(settings)
        .isNotEmpty()
        .allSatisfy(
            (key, value) -> assertThat(world.cluster.rest().setting(key)).as(key).isEqualTo(value));
  }

  @Test
  void theJobTakesThePropertiesOfTheKubernetesDeployment() throws Exception {
    FlinkDeployment deployment = FlinkDeployment.read(World.DEPLOYMENT);
    Path file = world.folder("kubernetes").resolve("application_properties.json");
    Files.writeString(file, deployment.applicationProperties());
    assertThat(plan(file).toString()).contains("read spans", "read changes");
    assertThat(deployment.spec().at("/job/entryClass").asText()).isEqualTo("io.flowlens.Main");
    assertThat(deployment.spec().at("/job/parallelism").asInt()).isEqualTo(2);
  }

  @Test
  void aPlanWithFaultyPropertiesSaysWhatToChangeInOneMessage() throws Exception {
    PropertyGroups faulty =
        PropertyGroups.parse(
                new ObjectMapper()
                    .readTree(FlinkDeployment.read(World.DEPLOYMENT).applicationProperties()))
            .set(PropertyNames.input("spans"), "flink.stream.initposs", "LATEST")
            .set("Flow", "update.interval", "5 parsecs");
    Path file = faulty.write(world.folder("faulty").resolve("application_properties.json"));
    assertThatThrownBy(() -> plan(file))
        .isInstanceOf(FlinkRest.Refused.class)
        .message()
        .contains(
            "io.flowlens.config.ConfigurationException: The configuration has 2 faults:\n"
                + "  Input.spans: flink.stream.initposs is no key of the connector:"
                + " did you mean flink.stream.initpos?\n"
                + "  Flow: update.interval = 5 parsecs must be a duration from 200 ms to 1 min,");
  }

  private JsonNode plan(Path properties) {
    FlinkRest rest = world.cluster.rest();
    return rest.plan(world.cluster.jar(World.JOB_JAR), ClusterJob.arguments(properties));
  }
}
