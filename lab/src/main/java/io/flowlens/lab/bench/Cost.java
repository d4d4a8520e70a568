package io.flowlens.lab.bench;

/**
 * CPU and wall time of a trial per span.
 *
 * @param cpu CPU nanoseconds, without the compiler's
 * @param compiler CPU nanoseconds of the compiler
 * @param wall nanoseconds
 */
record Cost(double cpu, double compiler, double wall) {

  /** Reads the clock, which ran for this many spans. */
  static Cost read(double spans) {
    return new Cost(
        Clock.cpuNanos() / spans, Clock.compilerNanos() / spans, Clock.wallNanos() / spans);
  }
}
