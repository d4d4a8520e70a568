package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The shaded jar in a process of its own, with what the platform provides beside it. */
final class Started implements AutoCloseable {
  /** Everything is configured, but behind the endpoints is nobody. */
  static final String PROPERTIES = "src/test/resources/io/flowlens/nobody-there.json";

  /** Operators whose start needs the AWS clients, and so the whole of the jar. */
  private static final List<String> OUTERMOST =
      List.of("read spans", "emit.edge-table", "emit.anomaly-stream", "emit.dead-letter-stream");

  private final Process process;
  private final Path output;

  private Started(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Started withArguments(String... arguments) throws IOException {
    return start("", "io.flowlens.Main", arguments);
  }

  /** As on Managed Flink, except for the folder of the file that the platform leaves. */
  static Started asOnManagedFlink() throws IOException {
    return start(":target/test-classes", PlatformStart.class.getName(), PROPERTIES);
  }

  private static Started start(String lastInPath, String main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    try (Stream<String> jvm = Files.lines(Path.of("target/jvm.args"))) {
      jvm.forEach(line -> command.addAll(List.of(line.trim().split(" ", -1))));
    }
    command.addAll(List.of("-Xmx512m", "-Dflowlens.log=info"));
    // Test classes bring a configuration for tests, which would be preferred.
    command.addAll(List.of("-Dlog4j2.configurationFile=classpath:log4j2.properties", "-cp"));
    command.add("target/flowlens-job.jar:target/platform/*" + lastInPath);
    command.add(main);
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(Path.of("target"), "started", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Started(process, output);
  }

  /** Waits until the job's ends have opened their connections to AWS. */
  void awaitRunning() throws Exception {
    for (int second = 0; second < 120 && !allRunning() && process.isAlive(); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
    assertThat(allRunning()).as(output()).isTrue();
  }

  private boolean allRunning() throws IOException {
    String text = output();
    return OUTERMOST.stream()
        .allMatch(
            name ->
                text.lines()
                    .anyMatch(
                        line ->
                            line.contains(name) && line.contains("from INITIALIZING to RUNNING")));
  }

  /** The addresses on which it listens. */
  List<String> listeningSockets() throws IOException {
    return ListeningSockets.of(process.pid());
  }

  int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
