package io.flowlens.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A process that lives no longer than this one. It holds the other end of the child's standard
 * input, which the kernel closes however this process ends; a child must end when that happens.
 */
public final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a process in its own folder, where its output goes to {@code <name>.log}. */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path folder) {
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve(name + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new CannotStart("The " + name + " could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the child is ready.
   *
   * @throws CannotStart if it ends before, or is not ready in time
   */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new CannotStart(
            "The " + name + " ended while it started: " + lastLines(3) + " (see " + log + ")");
      }
      if (System.nanoTime() > end) {
        throw new CannotStart(
            "The " + name + " was not ready after " + limit.toSeconds() + " s (see " + log + ").");
      }
      pause();
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The operating system's id of it. */
  public long pid() {
    return process.pid();
  }

  /** Where its output is. */
  public Path log() {
    return log;
  }

  /** The last lines of its output, in one. */
  public String lastLines(int count) {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      return String.join(" | ", all.subList(Math.max(0, all.size() - count), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it: kindly, then by force. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe broke because it has ended.
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while starting.", e);
    }
  }
}
