package io.flowlens.lab.demo;

import io.flowlens.localaws.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a Java program as a child that ends with this process and leaves no file outside its
 * folder.
 */
final class JavaProgram {
  private final Path home;

  JavaProgram(Path home) {
    this.home = home;
  }

  /**
   * Starts it.
   *
   * @param folder its working folder, with a folder {@code tmp}
   * @param program JVM options, class path or jar, and arguments
   */
  Child start(String name, Path folder, List<String> program, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + home.resolve("lab/target/flowlens-lab.jar"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.add("-XX:-UsePerfData");
    command.addAll(program);
    return Child.start(name, command, environment, folder);
  }
}
