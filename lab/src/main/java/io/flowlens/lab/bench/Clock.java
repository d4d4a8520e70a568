package io.flowlens.lab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of this process: all threads, so also the collector's and the network's. Wall time says
 * little on a machine that others use too. The compiler's threads are counted apart: a job that
 * runs for weeks has none of their cost, and a short trial cannot wait until they are done.
 */
final class Clock {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Linux counts threads' times in hundredths of a second. */
  private static final long TICK_NANOS = 10_000_000;

  private static final Path THREADS = Path.of("/proc/self/task");

  private static volatile Runnable atStart = () -> {};
  private static volatile long cpu;
  private static volatile long compiler;
  private static volatile long wall;

  private Clock() {}

  /** Also does this whenever the clock starts. */
  static void atStart(Runnable also) {
    atStart = also;
  }

  /** Starts again from zero. */
  static void start() {
    compiler = compilerNow();
    cpu = SYSTEM.getProcessCpuTime();
    wall = System.nanoTime();
    atStart.run();
  }

  /** CPU nanoseconds since the last start, without the compiler's. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime() - cpu - compilerNanos();
  }

  /** The compiler's CPU nanoseconds since the last start; 0 where they are unknown. */
  static long compilerNanos() {
    return compilerNow() - compiler;
  }

  /** Wall nanoseconds since the last start. */
  static long wallNanos() {
    return System.nanoTime() - wall;
  }

  private static long compilerNow() {
    if (!Files.isDirectory(THREADS)) {
      return 0;
    }
    long ticks = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        ticks += compilerTicks(thread);
      }
    } catch (IOException e) {
      return 0;
    }
    return ticks * TICK_NANOS;
  }

  /** User and system time of a compiler thread, in ticks; 0 for any other thread. */
  private static long compilerTicks(Path thread) {
    String stat;
    try {
      stat = Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      return 0; // The thread has ended.
    }
    int nameEnd = stat.lastIndexOf(')');
    if (!stat.substring(0, nameEnd).contains(" CompilerThre")) {
      return 0;
    }
    String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
