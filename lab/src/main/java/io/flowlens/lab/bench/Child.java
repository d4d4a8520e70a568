package io.flowlens.lab.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs a class of this package in a JVM of its own and reads its one line of result. */
final class Child {
  /** As much heap as a processing unit of Managed Flink has. */
  static final String HEAP = "3g";

  private final String jvm = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * Runs it.
   *
   * @throws IOException with the child's whole output if it gave no result
   */
  <T> T run(Class<?> main, TypeReference<T> type, Object... arguments)
      throws IOException, InterruptedException {
    return run(List.of("-Xms" + HEAP, "-Xmx" + HEAP), main, type, arguments);
  }

  /**
   * Runs it with these options of the JVM in place of the usual heap.
   *
   * @throws IOException with the child's whole output if it gave no result
   */
  <T> T run(List<String> options, Class<?> main, TypeReference<T> type, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jvm));
    command.addAll(options);
    // Threads that end would take the compiler's time with them.
    command.add("-XX:-UseDynamicNumberOfCompilerThreads");
    for (String opened : List.of("util", "lang", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().collect(Collectors.toList());
    process.waitFor();
    for (String line : lines) {
      if (line.startsWith(Trial.RESULT)) {
        return new ObjectMapper().readValue(line.substring(Trial.RESULT.length()), type);
      }
    }
    throw new IOException(
        main.getSimpleName() + " " + List.of(arguments) + ":\n" + String.join("\n", lines));
  }
}
