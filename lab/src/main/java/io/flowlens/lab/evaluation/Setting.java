package io.flowlens.lab.evaluation;

import io.flowlens.lab.simulator.archive.Transport;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How a family's stories are run: how much traffic there is, how much of it is sampled, for how
 * long, and how well the telemetry travels.
 *
 * @param rate usual requests a second of each cell
 * @param sampling the share of traces that is recorded
 * @param minutes how long the fleet runs
 * @param faults how many faults a fleet has; the next seeds have the next ones
 * @param day whether it also has the faults that show only in a day
 * @param ablated whether it is also judged by variants of flowlens
 * @param transport what happens to the telemetry during the fleet's time
 */
public record Setting(
    String name,
    double rate,
    double sampling,
    int minutes,
    int faults,
    boolean day,
    boolean ablated,
    Function<Interval, Transport> transport) {
  private static final int ALL_FAULTS = 1_000;
  private static final double SAMPLED = 0.05;

  /** A small one, for a test. */
  static Setting small(double rate, int minutes, int faults) {
    return sound(rate, 1, minutes, faults, false);
  }

  /**
   * Every traffic with every coverage, fewer stories at a time the more there is to see; the
   * cheapest first.
   */
  public static List<Setting> all(Family family) {
    boolean regions = family.equals(Family.REGION_MISMATCH);
    boolean cold = family.equals(Family.COLD_CACHE_SPIKE) || family.equals(Family.LATENCY_TAIL);
    boolean churn = family.equals(Family.TRANSACTIONAL_CHURN);
    int minutes = regions ? 100 : churn ? 75 : cold ? 40 : 25;
    List<Setting> all = new ArrayList<>();
    all.add(sound(2, 1, minutes, ALL_FAULTS, true));
    all.add(sound(2, SAMPLED, minutes, ALL_FAULTS, false));
    all.add(sound(20, SAMPLED, minutes, ALL_FAULTS, false));
    if (family.equals(Family.RETRY_CASCADE)) {
      all.add(with("collector down for 2 min", Setting::outage));
      all.add(with("telemetry replayed", Setting::again));
    }
    if (regions) {
      all.add(
          new Setting(
              "0.2 calls/s for 26 h", 0.2, 1, 26 * 60, 0, true, false, when -> Transport.SOUND));
    }
    all.add(sound(20, 1, churn ? 75 : cold ? 40 : 25, 2, false));
    if (churn) {
      return all;
    }
    all.add(sound(200, SAMPLED, 25, 2, false));
    all.add(sound(200, 1, family.equals(Family.LATENCY_TAIL) ? 40 : cold ? 20 : 12, 1, false));
    return all;
  }

  private static Setting sound(
      double rate, double sampling, int minutes, int faults, boolean ablated) {
    String name =
        String.format(Locale.ROOT, "%.0f calls/s", rate)
            + (sampling < 1 ? String.format(Locale.ROOT, ", %.0f %% seen", 100 * sampling) : "");
    return new Setting(
        name, rate, sampling, minutes, faults, false, ablated, when -> Transport.SOUND);
  }

  private static Setting with(String trouble, Function<Interval, Transport> transport) {
    return new Setting("5 calls/s, " + trouble, 5, 1, 25, 5, false, false, transport);
  }

  private static Transport outage(Interval when) {
    return Transport.outage(when.at(0.1) / 1000, when.at(0.1) / 1000 + 120_000);
  }

  /** Three minutes of telemetry come again, ten minutes late. */
  private static Transport again(Interval when) {
    return Transport.again(when.at(0.3) / 1000, when.at(0.3) / 1000 + 180_000, 600_000);
  }
}
