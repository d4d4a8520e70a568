package io.flowlens.detect.batchflood;

import java.util.List;

/** How far a consumer is behind at the end of a round, as measured. Rates are a second. */
final class Lag {
  /** The running minute and those before it that rates are taken over. */
  static final int MINUTES = 3;

  private static final int AGES = 5;

  /** A consumer that usually takes this part of what arrives takes all; others filter. */
  private static final double LEAST_OF_ALL = 0.85;

  private static final double MOST_OF_ALL = 1.15;

  /** What it usually takes and what usually arrives is trusted after so long. */
  private static final long LEARNED_MILLIS = 15 * Minutes.MILLIS;

  /** An age is current for so long. */
  private static final long CURRENT_MILLIS = 10 * Minutes.MILLIS;

  /** Seconds; NaN where it is not known. */
  final double age;

  final boolean ageRises;

  /** Seconds a second. */
  final double slope;

  final double usualAge;

  /** Whether what arrived and was taken can be compared. */
  final boolean isBalanced;

  /** What arrived in the last quarter of an hour and was not taken. */
  final double waiting;

  final boolean waitingRises;

  /** NaN where nothing shows it. */
  final double arrivals;

  final double usualArrivals;

  /** NaN where nothing shows it. */
  final double taken;

  final double usualTaken;

  final double failedShare;

  final long invoked;

  Lag(Channel channel, Consumer consumer, long now) {
    Arrivals in = Arrivals.unpack(channel.arrivals);
    Intake out = Intake.unpack(consumer.intake);
    long began = consumer.flooding == null ? 0 : consumer.flooding.since;
    List<double[]> ages = out.ages(AGES, Math.max(began, consumer.agesFrom), now);
    boolean current = consumer.ageAt != 0 && consumer.ageAt >= now - CURRENT_MILLIS;
    age = current && now >= consumer.agesFrom ? consumer.age : Double.NaN;
    ageRises = Slope.rises(ages);
    slope = Slope.of(ages);
    usualAge = Usual.at(consumer.usualAge, now);
    arrivals = in.isKnown() ? in.perSecond(MINUTES, now) : Double.NaN;
    taken = out.isKnown() ? out.perSecond(MINUTES, now) : Double.NaN;
    boolean learned = now - channel.knownSince >= LEARNED_MILLIS;
    usualArrivals = learned && in.isKnown() ? Usual.at(channel.usual, now) : Double.NaN;
    usualTaken = learned && out.isKnown() ? Usual.at(consumer.usualTaken, now) : Double.NaN;
    double part = usualTaken / usualArrivals;
    isBalanced = part >= LEAST_OF_ALL && part <= MOST_OF_ALL;
    double[] balance = balance(in, out);
    waiting = balance[0];
    waitingRises = balance[0] > balance[1] && balance[1] > balance[2] && balance[2] > 0;
    failedShare = out.failedShare();
    invoked = out.invoked();
  }

  /** What was waiting at the end of the newest three minutes, the newest first. */
  private static double[] balance(Arrivals in, Intake out) {
    double[] ends = new double[MINUTES];
    double waiting = 0;
    for (int minute = Arrivals.MINUTES - 1; minute >= 0; minute--) {
      waiting = Math.max(0, waiting + in.minute(minute) - out.minute(minute));
      if (minute < MINUTES) {
        ends[minute] = waiting;
      }
    }
    return ends;
  }

  boolean isAgeKnown() {
    return !Double.isNaN(age);
  }

  /** How long the consumer needs for what waits, seconds; 0 where that is not known. */
  double work(double records) {
    return taken > 0 ? records / taken : 0;
  }

  /** Whether less arrives than is taken: the backlog falls. */
  boolean falls() {
    return arrivals < taken;
  }
}
