package io.flowlens.lab.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.aws.Cloud;
import io.flowlens.localaws.Child;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shaded jar, started as it is on a machine of one's own, in a process that can be killed. */
final class RunningJob implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Path folder;
  private final Path properties;
  private Child process;
  private int starts;

  private RunningJob(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve("tmp"));
    this.properties = folder.resolve("application_properties.json");
  }

  /** Starts it over these inputs, by name, into this target. */
  static RunningJob start(Path folder, LocalAws aws, Map<String, Stream> inputs, Target target)
      throws IOException {
    RunningJob job = new RunningJob(folder);
    List<Map<String, Object>> groups = new ArrayList<>();
    inputs.forEach(
        (name, stream) ->
            groups.add(
                group(
                    "Input." + name,
                    connector(aws.kinesisEndpoint().toString()),
                    Map.of("stream.arn", stream.arn(), "max.out.of.orderness", "5 s"))));
    groups.add(
        group(
            "EdgeTable",
            connector(aws.dynamoDbEndpoint().toString()),
            Map.of("table.name", target.table)));
    groups.add(
        group(
            "AnomalyStream",
            connector(aws.kinesisEndpoint().toString()),
            Map.of("stream.arn", target.anomalies.arn())));
    groups.add(
        group(
            "DeadLetterStream",
            connector(aws.kinesisEndpoint().toString()),
            Map.of("stream.arn", target.deadLetters.arn())));
    groups.add(group("Flow", Map.of("update.interval", "1 s"), Map.of()));
    groups.add(group("Episodes", Map.of("update.every", "10 s"), Map.of()));
    Files.writeString(job.properties, new ObjectMapper().writeValueAsString(groups));
    job.run(1);
    return job;
  }

  private static Map<String, Object> group(
      String id, Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return Map.of("PropertyGroupId", id, "PropertyMap", all);
  }

  private static Map<String, String> connector(String endpoint) {
    return Map.of(
        "aws.region",
        Cloud.HOME.id(),
        "aws.endpoint",
        endpoint,
        "aws.http.protocol.version",
        "HTTP1_1",
        "aws.credentials.provider",
        "BASIC",
        "aws.credentials.provider.basic.accesskeyid",
        LocalAws.ACCESS_KEY_ID,
        "aws.credentials.provider.basic.secretkey",
        LocalAws.SECRET_ACCESS_KEY);
  }

  private void run(int parallelism) throws IOException {
    Path target = HOME.resolve("job/target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + HOME.resolve("lab/target/flowlens-lab.jar"));
    command.addAll(List.of(Files.readString(target.resolve("jvm.args")).trim().split("\\s+")));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dflowlens.log=info",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true",
            "-Daws.cborEnabled=false",
            "-cp",
            target.resolve("flowlens-job.jar") + ":" + target.resolve("platform") + "/*",
            "io.flowlens.Main",
            "--properties",
            properties.toString(),
            "--checkpoints",
            folder.resolve("checkpoints").toString(),
            "--restore",
            "latest",
            "--parallelism",
            Integer.toString(parallelism)));
    starts++;
    process = Child.start("job-" + starts, command, Map.of(), folder);
  }

  /** Ends it as a power cut does. */
  void kill() throws Exception {
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get();
  }

  /** Starts it again from its last checkpoint, with so many threads for each stage. */
  void restart(int parallelism) throws IOException {
    run(parallelism);
  }

  /** The number of the checkpoint that was completed last; 0 while none was. */
  int lastCheckpoint() throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (java.util.stream.Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString().replace("chk-", ""))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      // One was deleted while we looked: its follower will be found the next time.
      return 0;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said since it was last started. */
  String log() throws IOException {
    return Files.readString(process.log());
  }

  @Override
  public void close() {
    process.close();
  }
}
