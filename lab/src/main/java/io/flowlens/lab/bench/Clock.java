package io.flowlens.lab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * CPU time of this process: all threads, so also the collector's, the compiler's and the network's.
 * Wall time says little on a machine that others use too.
 */
final class Clock {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static volatile long cpu;
  private static volatile long wall;

  private Clock() {}

  /** Starts again from zero. */
  static void start() {
    cpu = SYSTEM.getProcessCpuTime();
    wall = System.nanoTime();
  }

  /** CPU nanoseconds since the last start. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime() - cpu;
  }

  /** Wall nanoseconds since the last start. */
  static long wallNanos() {
    return System.nanoTime() - wall;
  }
}
