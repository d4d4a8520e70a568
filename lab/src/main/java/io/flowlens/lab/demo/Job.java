package io.flowlens.lab.demo;

import io.flowlens.localaws.Child;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Flink job on an embedded cluster, in a process of its own. */
final class Job {
  private Job() {}

  static Child start(Path home, WorkFolder work, LocalAws aws) {
    Path folder = work.folder("job");
    work.folder("job/tmp");
    Path properties = folder.resolve("application_properties.json");
    JobProperties.of(aws).write(properties);
    Path target = home.resolve("job/target");
    List<String> program = new ArrayList<>(jvmArguments(target.resolve("jvm.args")));
    program.add("-Xmx1g");
    // The local Kinesis supports JSON only; the first name is the connector's own, shaded SDK.
    program.add("-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true");
    program.add("-Daws.cborEnabled=false");
    program.addAll(
        List.of(
            "-cp", target.resolve("flowlens-job.jar") + ":" + target.resolve("platform") + "/*"));
    program.add("io.flowlens.Main");
    program.addAll(List.of("--properties", properties.toString()));
    program.addAll(List.of("--checkpoints", work.folder("job/checkpoints").toString()));
    program.addAll(List.of("--parallelism", "1"));
    return new JavaProgram(home).start("job", folder, program, Map.of());
  }

  private static List<String> jvmArguments(Path file) {
    try {
      return List.of(Files.readString(file).trim().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
