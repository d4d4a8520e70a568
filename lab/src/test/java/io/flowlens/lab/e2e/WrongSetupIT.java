package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.TableDefinition;
import io.flowlens.localaws.LocalAws;
import io.flowlens.localaws.LocalDynamoDb.Refusal;
import io.flowlens.schemas.EdgeTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The shaded jar says at its start what is wrong with the streams and the table it is given. */
class WrongSetupIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path folder;
  private static LocalAws aws;
  private static KinesisClient kinesis;
  private static DynamoDbClient dynamoDb;
  private static Stream there;
  private static Target target;

  private final Map<String, Map<String, String>> groups = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    aws = LocalAws.start(folder.resolve("aws"));
    kinesis = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
    dynamoDb = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME);
    there = Stream.create(kinesis, "there");
    target = Target.create(dynamoDb, kinesis, "setup");
  }

  @AfterAll
  static void stop() throws Exception {
    dynamoDb.close();
    kinesis.close();
    aws.close();
  }

  @Test
  void everythingThatDoesNotExistIsNamedInOneMessage() throws Exception {
    String missing = there.arn() + "-not";
    stream("Input.spans", missing);
    table("edges-nowhere");
    stream("AnomalyStream", missing);
    stream("DeadLetterStream", target.deadLetters.arn());
    String output = outputOfOneThatEnds();
    assertThat(output.lines().findFirst().orElse(""))
        .contains("ERROR Main - flowlens does not start.");
    assertThat(output)
        .contains("The configuration has 3 faults:")
        .contains(
            "Input.spans: the stream "
                + missing
                + " does not exist in this account and region: create it, or correct stream.arn")
        .contains("EdgeTable: the table edges-nowhere does not exist")
        .contains("correct table.name")
        .contains("AnomalyStream: the stream " + missing + " does not exist");
  }

  @Test
  void aTableWithOtherKeysIsRefusedWithTheKeysItNeeds() throws Exception {
    TableDefinition.table("other-keys", "id").create(dynamoDb);
    stream("Input.spans", there.arn());
    table("other-keys");
    stream("AnomalyStream", target.anomalies.arn());
    stream("DeadLetterStream", target.deadLetters.arn());
    assertThat(outputOfOneThatEnds())
        .contains("The configuration has a fault:")
        .contains(
            "EdgeTable: the table other-keys has the partition key id (S), but the edge table needs"
                + " the partition key pk (S), sort key sk (S): create a table with these, or"
                + " correct table.name");
  }

  @Test
  void whatIsMerelyNotIdealIsLoggedAndTheJobStarts() throws Exception {
    TableDefinition.table("no-index", EdgeTable.PK, EdgeTable.SK).create(dynamoDb);
    stream("Input.spans", there.arn());
    table("no-index");
    stream("AnomalyStream", target.anomalies.arn());
    stream("DeadLetterStream", target.deadLetters.arn());
    assertThat(logOfOneThatRuns())
        .contains("EdgeTable: the table no-index has no index byWindow")
        .contains("EdgeTable: the table no-index does not expire its rows")
        .doesNotContain("was not checked");
  }

  @Test
  void withoutThePermissionToWriteTheTableTheJobDoesNotStart() throws Exception {
    stream("Input.spans", there.arn());
    table(target.table);
    stream("AnomalyStream", target.anomalies.arn());
    stream("DeadLetterStream", target.deadLetters.arn());
    aws.dynamoDb().refuse("BatchWriteItem", target.table, Refusal.ACCESS_DENIED);
    try {
      assertThat(outputOfOneThatEnds())
          .contains(
              "EdgeTable: the table "
                  + target.table
                  + " may not be used: allow the job's role dynamodb:BatchWriteItem on it");
    } finally {
      aws.dynamoDb().refuseNothing();
    }
  }

  @Test
  void withoutThePermissionToLookTheJobSaysSoAndStarts() throws Exception {
    stream("Input.spans", there.arn());
    table(target.table);
    stream("AnomalyStream", target.anomalies.arn());
    stream("DeadLetterStream", target.deadLetters.arn());
    aws.dynamoDb().refuse("DescribeTable", target.table, Refusal.ACCESS_DENIED);
    try {
      assertThat(logOfOneThatRuns())
          .contains(
              "EdgeTable: the table "
                  + target.table
                  + " was not checked: the job's role lacks dynamodb:DescribeTable");
    } finally {
      aws.dynamoDb().refuseNothing();
    }
  }

  private void stream(String group, String arn) {
    connector(group, aws.kinesisEndpoint()).put("stream.arn", arn);
  }

  private void table(String name) {
    connector("EdgeTable", aws.dynamoDbEndpoint()).put("table.name", name);
  }

  private Map<String, String> connector(String group, URI endpoint) {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "aws.region",
                Cloud.HOME.id(),
                "aws.endpoint",
                endpoint.toString(),
                "aws.http.protocol.version",
                "HTTP1_1",
                "aws.credentials.provider",
                "BASIC",
                "aws.credentials.provider.basic.accesskeyid",
                LocalAws.ACCESS_KEY_ID,
                "aws.credentials.provider.basic.secretkey",
                LocalAws.SECRET_ACCESS_KEY));
    groups.put(group, properties);
    return properties;
  }

  private String logOfOneThatRuns() throws Exception {
    Path log = Files.createTempFile(folder, "job", ".log");
    Process job = run(log, "info");
    try {
      Patience.await(
          Duration.ofSeconds(90),
          () -> Files.readString(log).contains("from INITIALIZING to RUNNING"));
      return Files.readString(log);
    } finally {
      job.destroyForcibly().onExit().join();
    }
  }

  private String outputOfOneThatEnds() throws Exception {
    Path log = Files.createTempFile(folder, "job", ".log");
    Process job = run(log, "warn");
    try {
      assertThat(job.waitFor(90, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
    } finally {
      job.destroyForcibly();
    }
    assertThat(job.exitValue()).isEqualTo(1);
    return Files.readString(log);
  }

  private Process run(Path log, String level) throws IOException {
    List<Map<String, Object>> json = new ArrayList<>();
    groups.forEach((id, map) -> json.add(Map.of("PropertyGroupId", id, "PropertyMap", map)));
    Path properties = Files.createTempFile(folder, "properties", ".json");
    Files.writeString(properties, new ObjectMapper().writeValueAsString(json));
    Path built = HOME.resolve("job/target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Files.readString(built.resolve("jvm.args")).trim().split("\\s+")));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dflowlens.log=" + level,
            "-XX:TieredStopAtLevel=1",
            "-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true",
            "-Daws.cborEnabled=false",
            "-cp",
            built.resolve("flowlens-job.jar") + ":" + built.resolve("platform") + "/*",
            "io.flowlens.Main",
            "--properties",
            properties.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
