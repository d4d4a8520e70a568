package io.flowlens.lab.simulator.evaluate;

import io.flowlens.lab.simulator.archive.Transport;
import io.flowlens.lab.simulator.engine.Interval;
import java.util.List;
import java.util.function.Function;

/**
 * One way to look at the stories: how much traffic there is, how much of it is seen, and how well
 * the telemetry travels.
 *
 * @param rate usual requests a second of each cell
 * @param sampling the share of traces that is recorded
 * @param transport what happens to the telemetry during the fleet's time
 */
public record Setting(
    String name, double rate, double sampling, Function<Interval, Transport> transport) {

  private static Setting sound(String name, double rate, double sampling) {
    return new Setting(name, rate, sampling, when -> Transport.SOUND);
  }

  /** A small one, for a test. */
  public static final Setting SMALL = sound("3 calls/s, all traces", 3, 1);

  /** What is reported. */
  public static final List<Setting> ALL =
      List.of(
          sound("0.5 calls/s, all traces", 0.5, 1),
          sound("2 calls/s, all traces", 2, 1),
          sound("10 calls/s, all traces", 10, 1),
          sound("20 calls/s, 5 % of traces", 20, 0.05),
          new Setting("5 calls/s, collector down for 2 min", 5, 1, Setting::outage),
          new Setting("5 calls/s, telemetry replayed", 5, 1, Setting::again));

  private static Transport outage(Interval when) {
    return Transport.outage(when.at(0.1) / 1000, when.at(0.1) / 1000 + 120_000);
  }

  /** Three minutes of telemetry come again, ten minutes late. */
  private static Transport again(Interval when) {
    return Transport.again(when.at(0.3) / 1000, when.at(0.3) / 1000 + 180_000, 600_000);
  }
}
