package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;

/**
 * How a service's work is spread over its copies. A function has environments instead, as many as
 * it needs at once.
 *
 * @param copies share most of the work evenly
 * @param stragglers further copies, which get little to do
 * @param stragglersShare their share of the work, 0 to 1
 * @param replacing while copies are replaced by new ones; null for never
 * @param lifeSeconds how long an instance runs while instances are being replaced
 */
public record Hosting(
    int copies, int stragglers, double stragglersShare, Interval replacing, double lifeSeconds) {
  /** So many copies, for ever. */
  public static Hosting on(int copies) {
    return new Hosting(copies, 0, 0, null, 0);
  }

  /** The same with further copies that share this part of the work. */
  public Hosting withStragglers(int more, double share) {
    return new Hosting(copies, more, share, replacing, lifeSeconds);
  }

  /** The same, but during the interval each instance is replaced after this time. */
  public Hosting replaced(Interval during, double everySeconds) {
    return new Hosting(copies, stragglers, stragglersShare, during, everySeconds);
  }

  /** The number of the copy that holds a place now; a new copy has a new number. */
  public int copyAt(int place, long micros) {
    if (replacing == null || micros < replacing.from()) {
      return place;
    }
    int places = copies + stragglers;
    double age = (Math.min(micros, replacing.to()) - replacing.from()) / 1e6;
    int replaced = (int) (age / lifeSeconds + place / (double) places);
    return place + replaced * places;
  }
}
