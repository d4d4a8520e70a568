package io.flowlens.lab.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints what is being started and how long it took. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Runs one step and prints it. */
  <T> T step(String what, Supplier<T> step) {
    out.printf("  %-52s ", what);
    out.flush();
    long start = System.nanoTime();
    T result;
    try {
      result = step.get();
    } catch (RuntimeException e) {
      out.println("failed");
      throw e;
    }
    out.printf(Locale.ROOT, "%5.1f s%n", (System.nanoTime() - start) / 1e9);
    return result;
  }

  /** Prints a whole line. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
