package io.flowlens.detect.batchflood;

import java.util.List;

/** When and by whom it was begun that a consumer is behind. */
final class Onset {
  /** A publisher is named when its excess is at least this part of what arrives in excess. */
  private static final double MAIN = 0.5;

  private Onset() {}

  static Flooding of(Kind kind, Channel channel, Consumer consumer, Lag lag, long now) {
    Flooding flooding = new Flooding();
    flooding.kind = kind;
    flooding.balanced = lag.isBalanced;
    flooding.usualArrivals = known(lag.usualArrivals);
    flooding.usualTaken = known(lag.usualTaken);
    Arrivals arrivals = Arrivals.unpack(channel.arrivals);
    Intake intake = Intake.unpack(consumer.intake);
    int minutes = kind == Kind.FLOOD ? flooded(arrivals, lag) : aging(intake, consumer, now);
    flooding.since = Minutes.start(minutes - 1, now);
    for (int age = 0; age < minutes; age++) {
      flooding.arrived += arrivals.minute(age);
      flooding.taken += intake.minute(age);
    }
    flooding.waiting = lag.isBalanced ? lag.waiting : 0;
    flooding.grewAt = now;
    if (kind == Kind.FLOOD) {
      blame(flooding, channel, minutes, now);
    }
    return flooding;
  }

  private static double known(double rate) {
    return Double.isNaN(rate) ? -1 : rate;
  }

  /** For how many minutes more than usual has arrived. */
  private static int flooded(Arrivals arrivals, Lag lag) {
    double most = 60 * 1.25 * lag.usualArrivals;
    int minutes = 1;
    while (minutes < Arrivals.MINUTES && arrivals.minute(minutes) > most) {
      minutes++;
    }
    return minutes;
  }

  /** For how many minutes records have become older. */
  private static int aging(Intake intake, Consumer consumer, long now) {
    List<double[]> ages = intake.ages(Arrivals.MINUTES, consumer.agesFrom, now);
    int oldest = 0;
    while (oldest + 1 < ages.size() && ages.get(oldest + 1)[1] < ages.get(oldest)[1]) {
      oldest++;
    }
    return ages.isEmpty() ? 1 : 1 + (int) ages.get(oldest)[0];
  }

  private static void blame(Flooding flooding, Channel channel, int minutes, long now) {
    Publisher main = null;
    double all = 0;
    for (Publisher publisher : channel.publishers) {
      double excess = publisher.excess(minutes, now);
      all += Math.max(0, excess);
      main = main == null || excess > main.excess(minutes, now) ? publisher : main;
    }
    if (main != null && main.excess(minutes, now) > 0 && main.excess(minutes, now) >= MAIN * all) {
      flooding.publisher = main.edge;
      flooding.calls = main.lately(minutes, Publisher.CALLS);
      flooding.records = main.lately(minutes, Publisher.RECORDS);
    }
  }
}
