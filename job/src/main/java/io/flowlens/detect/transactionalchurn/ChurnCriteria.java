package io.flowlens.detect.transactionalchurn;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.Judgement.Level;
import java.io.Serializable;

/** When a caller wastes too much, since when, and when that is over. */
final class ChurnCriteria implements Serializable {
  /** The running minute and those before it that are judged. */
  static final int JUDGED_MINUTES = 5;

  /** Whether it goes on is asked of so many. */
  private static final int NEWEST_MINUTES = 2;

  /** What was seen on another day excuses so many times as much. */
  private static final double AS_ON_ANOTHER_DAY = 1.25;

  /** The same for what the rate explains. */
  private static final double AS_RATE_EXPLAINS = 1.25;

  private static final long LEAST_IN_PEAK = 20;

  private final double minShare;
  private final double timesUsual;
  private final double mostByRate;
  private final double z;
  private final long afterMillis;
  private final long minWasted;
  private final long standingMillis;

  ChurnCriteria(Settings settings) {
    minShare = settings.get(TransactionalChurnOptions.MIN_SHARE);
    timesUsual = settings.get(TransactionalChurnOptions.TIMES_USUAL);
    mostByRate = settings.get(TransactionalChurnOptions.MOST_BY_RATE);
    z = settings.get(TransactionalChurnOptions.CONFIDENCE_Z);
    afterMillis = settings.get(TransactionalChurnOptions.AFTER).toMillis();
    minWasted = settings.get(TransactionalChurnOptions.MIN_WASTED);
    standingMillis = settings.get(TransactionalChurnOptions.STANDING).toMillis();
  }

  /**
   * Judges a caller after one more pane of it, and brings its episode up to date.
   *
   * @param pane what the caller did in it
   */
  Level judge(Writer writer, WriterTraffic traffic, UsualWaste usual, Waste pane, long end) {
    long now = end - 1;
    Waste judged = traffic.last(JUDGED_MINUTES);
    if (writer.wasting == null) {
      begin(writer, traffic, usual, judged, now);
    } else {
      writer.wasting.totals = Waste.unpack(writer.wasting.totals).plus(pane).packed();
    }
    if (writer.wasting == null) {
      return Level.CLEAR;
    }
    notePeak(writer, traffic);
    Level level = level(writer, judged, traffic.last(NEWEST_MINUTES));
    if (level == Level.CLEAR) {
      writer.wasting = null;
      return level;
    }
    long age = end - writer.wasting.since;
    if (age >= standingMillis) {
      UsualWaste.startAfresh(writer, end);
      writer.wasting = null;
      return Level.CLEAR;
    }
    boolean enough = Waste.unpack(writer.wasting.totals).estimatedWasted() >= minWasted;
    writer.wasting.reported |= level == Level.FIRING && age >= afterMillis && enough;
    return writer.wasting.reported ? level : Level.CLEAR;
  }

  private void begin(
      Writer writer, WriterTraffic traffic, UsualWaste usual, Waste judged, long now) {
    double threshold = threshold(usual, traffic, now);
    double ofConflicts = Math.max(minShare, AS_ON_ANOTHER_DAY * usual.onAnotherDay(now));
    boolean jumped =
        !Double.isNaN(threshold) && Wilson.lower(judged.wasted(), judged.attempts(), z) > threshold;
    boolean standing =
        !jumped && Wilson.lower(judged.conflicts(), judged.attempts(), z) > ofConflicts;
    if (!jumped && !standing) {
      return;
    }
    writer.wasting = new Wasting();
    writer.wasting.standing = standing;
    writer.wasting.threshold = standing ? ofConflicts : threshold;
    double share = usual.share(now);
    writer.wasting.usual = Double.isNaN(share) ? Wasting.NOT_KNOWN : share;
    writer.wasting.usualPerMinute = usual.perMinute(now);
    int minutes = minutesOver(writer, traffic);
    writer.wasting.since =
        Math.floorDiv(now, WriterTraffic.MINUTE_MILLIS) * WriterTraffic.MINUTE_MILLIS
            - (minutes - 1) * WriterTraffic.MINUTE_MILLIS;
    writer.wasting.totals = traffic.last(minutes).packed();
  }

  /** The share that must be exceeded; NaN while what is usual is being learned. */
  private double threshold(UsualWaste usual, WriterTraffic traffic, long now) {
    double share = usual.share(now);
    double least =
        Math.max(
            Math.max(minShare, timesUsual * share), AS_ON_ANOTHER_DAY * usual.onAnotherDay(now));
    double byRate = AS_RATE_EXPLAINS * share * growth(usual, traffic, now);
    return Math.max(least, Math.min(mostByRate, byRate));
  }

  /** How many times the usual rate the judged attempts were made at, on average over them. */
  private static double growth(UsualWaste usual, WriterTraffic traffic, long now) {
    double rate = usual.perMinute(now);
    double attempts = 0;
    double timesRate = 0;
    for (int age = 0; age < JUDGED_MINUTES; age++) {
      double n = traffic.minute(age).attempts();
      attempts += n;
      timesRate += n * n / (age == 0 ? WriterTraffic.partOfMinute(now) : 1);
    }
    return rate > 0 && attempts > 0 ? Math.max(1, timesRate / attempts / rate) : 1;
  }

  /** How many of the newest minutes it has been going on. */
  private static int minutesOver(Writer writer, WriterTraffic traffic) {
    for (int age = JUDGED_MINUTES - 1; age > 0; age--) {
      if (judged(writer, traffic.minute(age)) > writer.wasting.threshold) {
        return age + 1;
      }
    }
    return 1;
  }

  private static Level level(Writer writer, Waste judged, Waste newest) {
    double share = judged(writer, judged);
    if (share < writer.wasting.threshold / 2) {
      return Level.CLEAR;
    }
    boolean goesOn = judged(writer, newest) >= writer.wasting.threshold / 2;
    return share >= writer.wasting.threshold && goesOn ? Level.FIRING : Level.HOLDING;
  }

  private static double judged(Writer writer, Waste waste) {
    long wasted = writer.wasting.standing ? waste.conflicts() : waste.wasted();
    return waste.attempts() == 0 ? 0 : (double) wasted / waste.attempts();
  }

  private static void notePeak(Writer writer, WriterTraffic traffic) {
    Waste minute = traffic.minute(1);
    if (minute.attempts() >= LEAST_IN_PEAK) {
      writer.wasting.peak = Math.max(writer.wasting.peak, minute.share());
    }
  }
}
