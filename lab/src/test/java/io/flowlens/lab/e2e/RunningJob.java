package io.flowlens.lab.e2e;

import io.flowlens.localaws.Child;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shaded jar, started as it is on a machine of one's own, in a process that can be killed. */
final class RunningJob implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Path folder;
  private final Path properties;
  private Child process;
  private int starts;

  private RunningJob(Path folder, Path properties) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve("tmp"));
    this.properties = properties;
  }

  /** Starts it over these inputs, by name, into this target. */
  static RunningJob start(Path folder, LocalAws aws, Map<String, Stream> inputs, Target target)
      throws IOException {
    Path properties = folder.resolve("application_properties.json");
    return start(folder, PropertyGroups.of(inputs, target).on(aws).write(properties));
  }

  /** Starts it with the properties in this file. */
  static RunningJob start(Path folder, Path properties) throws IOException {
    RunningJob job = new RunningJob(folder, properties);
    job.run(1);
    return job;
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
