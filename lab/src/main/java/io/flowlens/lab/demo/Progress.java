package io.flowlens.lab.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells a person what is being started and how long it took. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Does one step and tells of it. */
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

  /** Says a whole line. */
  void say(String line) {
    out.println(line);
    out.flush();
  }
}
