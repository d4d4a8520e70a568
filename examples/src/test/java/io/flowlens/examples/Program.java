package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.localaws.LocalAws;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Python and the AWS CLI as processes that call the local AWS. */
final class Program {
  private static final Path TEST_PYTHON = Path.of("src/test/python").toAbsolutePath();
  private static final String PYTHON = findPython();

  private Program() {}

  /** What this Python program, with these arguments and this input, prints. Fails if it fails. */
  static String python(Map<String, String> environment, String input, String... arguments) {
    return run(environment, input, Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toList());
  }

  /** What a shell prints for this script, in which {@code aws} is there; stops at a failure. */
  static String shell(String script) {
    return run(Map.of(), "set -euo pipefail\n" + script, List.of("bash"));
  }

  private static String run(Map<String, String> environment, String input, List<String> command) {
    try {
      Path said = Files.createTempFile(Path.of("target"), "program", ".log");
      Path given = Files.writeString(Files.createTempFile(Path.of("target"), "input", ""), input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Local.HOME.toFile())
              .redirectInput(given.toFile())
              .redirectError(said.toFile());
      builder.environment().putAll(environment());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(said) + printed).isZero();
      Files.delete(said);
      Files.delete(given);
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", LocalAws.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", LocalAws.SECRET_ACCESS_KEY);
    environment.put("AWS_REGION", Local.REGION.id());
    environment.put("AWS_DEFAULT_REGION", Local.REGION.id());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", Local.AWS.dynamoDbEndpoint().toString());
    environment.put("AWS_ENDPOINT_URL_KINESIS", Local.AWS.kinesisEndpoint().toString());
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_PAGER", "");
    environment.put("NO_PROXY", "127.0.0.1");
    environment.put(
        "PYTHONPATH", TEST_PYTHON + File.pathSeparator + Local.HOME + "/examples/python");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("PATH", awsFolder() + File.pathSeparator + System.getenv("PATH"));
    return environment;
  }

  /**
   * A folder with an {@code aws} that calls the local AWS, as one before 2.13 does not by itself.
   */
  private static Path awsFolder() {
    try {
      String aws = found("aws", "The examples' tests need the AWS CLI: install awscli.");
      Path folder = Files.createDirectories(Path.of("target/aws").toAbsolutePath());
      Path shim = folder.resolve("aws");
      Files.writeString(
          shim,
          """
          #!/usr/bin/env bash
          unset PYTHONPATH
          url=AWS_ENDPOINT_URL_${1^^}
          exec %s --endpoint-url "${!url}" "$@"
          """
              .formatted(aws));
      shim.toFile().setExecutable(true);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String found(String name, String otherwise) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> folder + "/" + name)
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(otherwise));
  }

  /** The Python on the path, or else the system's, whichever has boto3. */
  private static String findPython() {
    return Stream.of("python3", "/usr/bin/python3")
        .filter(Program::hasBoto3)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "The examples' tests need Python 3.9 with boto3: install python3-boto3."));
  }

  private static boolean hasBoto3(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import boto3").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
