package io.flowlens.lab.simulator.engine;

/** How often something happens per second, over time. */
public interface Rate {
  /** Happenings per second at this time, epoch microseconds; never above {@link #peak()}. */
  double at(long micros);

  /** The highest rate there will be. */
  double peak();

  /** The same rate always. */
  static Rate constant(double perSecond) {
    return new Rate() {
      @Override
      public double at(long micros) {
        return perSecond;
      }

      @Override
      public double peak() {
        return perSecond;
      }
    };
  }

  /** This rate times {@code factor} while the interval lasts; a factor of 0 is silence. */
  default Rate times(double factor, Interval interval) {
    Rate before = this;
    return new Rate() {
      @Override
      public double at(long micros) {
        return interval.holds(micros) ? before.at(micros) * factor : before.at(micros);
      }

      @Override
      public double peak() {
        return before.peak() * Math.max(1, factor);
      }
    };
  }

  /** This rate growing evenly to {@code factor} times over the interval, and staying there. */
  default Rate ramp(double factor, Interval interval) {
    Rate before = this;
    return new Rate() {
      @Override
      public double at(long micros) {
        double share = (micros - interval.from()) / (double) (interval.to() - interval.from());
        return before.at(micros) * (1 + (factor - 1) * Math.min(1, Math.max(0, share)));
      }

      @Override
      public double peak() {
        return before.peak() * Math.max(1, factor);
      }
    };
  }

  /**
   * When the next one after this time happens, epoch microseconds, or {@code end} if that comes
   * first: a Poisson process, by thinning.
   */
  default long next(long micros, long end, SeededRandom random) {
    double time = micros;
    do {
      time += random.exponential(1e6 / peak());
      if (time >= end) {
        return end;
      }
    } while (random.uniform() * peak() >= at((long) time));
    return (long) time;
  }
}
