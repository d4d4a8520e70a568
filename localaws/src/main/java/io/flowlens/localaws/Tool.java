package io.flowlens.localaws;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program on the machine's path. */
public final class Tool {
  private static final Pattern MAJOR = Pattern.compile("(\\d+)\\.");

  private final Path path;
  private final String described;

  private Tool(Path path, String described) {
    this.path = path;
    this.described = described;
  }

  /**
   * Finds a program.
   *
   * @param described what a person would install, for the message
   * @throws CannotStart if it is not there
   */
  public static Tool find(String name, String described) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Optional<Path> found =
        Stream.of(path.split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    return new Tool(
        found.orElseThrow(
            () ->
                new CannotStart(
                    "'"
                        + name
                        + "' is not on the PATH: install "
                        + described
                        + ", for the local AWS.")),
        described);
  }

  /** The program's absolute path. */
  public String path() {
    return path.toAbsolutePath().toString();
  }

  /**
   * Checks what {@code --version} says.
   *
   * @throws CannotStart if the program is older
   */
  public void requireMajorVersion(int least) {
    String printed = run(Path.of("").toAbsolutePath(), "--version");
    Matcher major = MAJOR.matcher(printed);
    if (!major.find() || Integer.parseInt(major.group(1)) < least) {
      throw new CannotStart(
          path + " is " + printed.strip() + ": install " + described + ", for the local AWS.");
    }
  }

  /**
   * Runs the program to its end.
   *
   * @return what it printed
   * @throws CannotStart with the first line that it printed, if it fails
   */
  public String run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(path()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new CannotStart(
            "'" + String.join(" ", command) + "' in " + folder + " failed: " + firstLine(printed));
      }
      return printed;
    } catch (IOException e) {
      throw new CannotStart(
          "'" + String.join(" ", command) + "' could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while '" + String.join(" ", command) + "' ran.", e);
    }
  }

  private static String firstLine(String printed) {
    return printed.lines().filter(line -> !line.isBlank()).findFirst().orElse("without a word.");
  }
}
