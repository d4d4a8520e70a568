package io.flowlens.lab.simulator.engine;

/**
 * Nothing, but for a short burst at the beginning of each period since the epoch.
 *
 * @param perSecond happenings per second of a burst
 * @param length of a burst, in microseconds
 * @param period from one burst's beginning to the next one's, in microseconds
 */
public record Bursts(double perSecond, long length, long period) implements Rate {
  @Override
  public double at(long micros) {
    return Math.floorMod(micros, period) < length ? perSecond : 0;
  }

  @Override
  public double peak() {
    return perSecond;
  }

  /** A Poisson process on a clock that runs during bursts only: nothing is drawn for silence. */
  @Override
  public long next(long micros, long end, SeededRandom random) {
    double ran =
        (double) Math.floorDiv(micros, period) * length
            + Math.min(Math.floorMod(micros, period), length);
    double then = ran + random.exponential(1e6 / perSecond);
    long bursts = (long) Math.floor(then / length);
    return Math.min(end, bursts * period + (long) (then - (double) bursts * length));
  }
}
