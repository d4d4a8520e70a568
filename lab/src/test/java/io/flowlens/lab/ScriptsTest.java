package io.flowlens.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.bench.Bench;
import io.flowlens.lab.demo.Demo;
import io.flowlens.lab.evaluation.Evaluate;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands in scripts/ say, without building anything. */
class ScriptsTest {
  private static final Path SCRIPTS = Path.of("../scripts").toAbsolutePath().normalize();

  /** What a script gives its program itself, or what every command has. */
  private static final Set<String> NOT_THE_USERS = Set.of("--work", "--help", "--version");

  @TempDir private Path folder;
  private Path tools;
  private Path built;

  @BeforeEach
  void makeToolsThatTellOfTheirUse() throws IOException {
    tools = Files.createDirectory(folder.resolve("tools"));
    built = folder.resolve("built");
    for (String tool : List.of("java", "mvn", "npm", "npx")) {
      tool(tool, "echo " + tool + " >> '" + built + "'; exit 9");
    }
  }

  static Stream<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptSaysHowItIsUsedAndBuildsNothing(String script) throws Exception {
    for (String flag : List.of("--help", "-h")) {
      Output output = run(Map.of(), script, flag);
      assertThat(output.status()).as(output.text()).isZero();
      assertThat(output.text()).startsWith("Usage: scripts/" + script);
      assertThat(output.text().lines()).hasSizeGreaterThan(2);
      assertThat(built).doesNotExist();
    }
  }

  @Test
  void everyOptionOfAProgramIsExplained() throws Exception {
    for (Class<?> program : List.of(Replay.class, Demo.class, Evaluate.class)) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(program);
      assertExplained(spec, spec.name().replace("scripts/", ""));
    }
    assertExplained(CommandSpec.forAnnotatedObject(Bench.class), "bench");
  }

  private void assertExplained(CommandSpec spec, String script) throws Exception {
    Set<String> names = new TreeSet<>(spec.optionsMap().keySet());
    names.removeIf(name -> !name.startsWith("--") || NOT_THE_USERS.contains(name));
    if (script.equals("bench")) {
      names.remove("--out");
    }
    assertThat(names).isNotEmpty();
    assertThat(run(Map.of(), script, "--help").text())
        .contains(names.stream().map(name -> "\n  " + name).toList());
  }

  @Test
  void optionsForJavaInTheEnvironmentDoNotMakeJavaLookOld() throws Exception {
    tool(
        "java",
        "echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion=1' >&2; echo 'openjdk version \"17.0.9\"'"
            + " >&2");
    Output output = run(Map.of(), "build");
    assertThat(output.status()).as(output.text()).isZero();
    assertThat(output.text()).isEmpty();
  }

  @Test
  void theRealJavaIsNewEnoughWithOptionsInTheEnvironment() throws Exception {
    Files.delete(tools.resolve("java"));
    Output output = run(Map.of("JAVA_TOOL_OPTIONS", "-Dsome=thing"), "build");
    assertThat(output.status()).as(output.text()).isZero();
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws Exception {
    tool("java", "echo 'openjdk version \"11.0.21\" 2023-10-17' >&2");
    Output output = run(Map.of(), "build", "job");
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.text()).contains("Java 11 is too old").contains("JAVA_HOME");
    assertThat(built).doesNotExist();
  }

  @Test
  void aModuleThatDoesNotExistIsNamed() throws Exception {
    tool("java", "echo 'openjdk version \"17.0.9\"' >&2");
    Output output = run(Map.of(), "build", "jobb");
    assertThat(output.status()).isEqualTo(1);
    assertThat(output.text()).contains("there is no module jobb");
    assertThat(built).doesNotExist();
  }

  @Test
  void theDiagramNamesWhatItLacksBeforeItBuildsAnything() throws Exception {
    tool("aws", "printf 'EdgeTableName\\tedges\\n'");
    Map<String, String> nowhere = Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "");
    for (List<String> wrong :
        List.of(
            List.of("give --stack, or --table"),
            List.of("cannot use 'flowlens'", "flowlens"),
            List.of("the option --stack needs a value", "--stack"),
            List.of("give --region", "--table", "edges", "--anomaly-stream", "anomalies"),
            List.of("is it flowlens's?", "--stack", "other", "--region", "us-east-1"))) {
      String[] arguments = wrong.subList(1, wrong.size()).toArray(String[]::new);
      Output output = run(nowhere, "diagram", arguments);
      assertThat(output.status()).as(output.text()).isEqualTo(2);
      assertThat(output.text()).contains(wrong.get(0));
      assertThat(built).doesNotExist();
    }
  }

  private void tool(String name, String commands) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Output(int status, String text) {}

  private Output run(Map<String, String> environment, String script, String... arguments)
      throws Exception {
    Path text = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(SCRIPTS.resolve(script).toString()), Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(text.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    builder.environment().merge("PATH", "", (path, ignored) -> tools + ":" + java + ":" + path);
    Process process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(script + " answers").isTrue();
    return new Output(process.exitValue(), Files.readString(text));
  }
}
