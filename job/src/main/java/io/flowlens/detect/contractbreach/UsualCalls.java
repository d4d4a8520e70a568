package io.flowlens.detect.contractbreach;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;

/**
 * How many calls an edge has for sure at each hour of the week: four bits for each, powers of two.
 *
 * <p>An hour's rate is that of its calls, or, where they come in bursts, of the calls at random
 * whose longest pause would be as long: so traffic that comes each quarter of an hour is not missed
 * after a minute. A lower rate than known is learned by half, a higher one a step a week.
 */
final class UsualCalls {
  private static final PackedForm FORM = new PackedForm("contract-breach usual calls", 1);

  private static final int HOURS = 168;
  private static final long HOUR_MILLIS = 3_600_000;

  /** Calls in an hour of the second step; the first has fewer, and counts as none. */
  private static final double FEWEST = 16;

  private static final int STEPS = 15;

  /** One in ten hours of calls at random has a longer pause than this allows for. */
  private static final double LONG_PAUSE = 2.3;

  /** Half an hour of rounds: an hour that was watched for less says nothing. */
  private static final int WATCHED = 180;

  /** Four bits for each hour: 0 where it was never watched, else a step plus 1. */
  private byte[] steps = new byte[0];

  private long hour;
  private long calls;
  private long longestPause;
  private int rounds;

  private UsualCalls() {}

  /** As it was {@link #packed}; nothing is known where that is empty. */
  static UsualCalls unpack(byte[] packed) {
    UsualCalls usual = new UsualCalls();
    if (packed.length > 0) {
      Varints in = FORM.reader(packed);
      usual.hour = in.read();
      usual.calls = in.read();
      usual.longestPause = in.read();
      usual.rounds = (int) in.read();
      usual.steps = in.readBytes();
    }
    return usual;
  }

  /** Everything as bytes: a few before the first hour is over, then some 90. */
  byte[] packed() {
    Varints out = FORM.writer();
    out.write(hour);
    out.write(calls);
    out.write(longestPause);
    out.write(rounds);
    out.write(steps);
    return out.toByteArray();
  }

  /**
   * Learns from one round.
   *
   * @param more calls in it
   * @param pause since the last call before it, in milliseconds
   */
  void learn(long round, long more, long pause) {
    long now = Math.floorDiv(round, HOUR_MILLIS);
    if (now != hour) {
      keep();
      hour = now;
      calls = 0;
      longestPause = 0;
      rounds = 0;
    }
    calls += more;
    longestPause = Math.max(longestPause, pause);
    rounds++;
  }

  /** The running hour is no usual one, and nothing is learned from it. */
  void spoil() {
    rounds = -HOURS * WATCHED;
  }

  private void keep() {
    if (rounds < WATCHED) {
      return;
    }
    int slot = (int) Math.floorMod(hour, (long) HOURS);
    int seen = 1 + step(rate());
    int known = get(slot);
    int lower = (seen + known) / 2;
    set(slot, known == 0 ? seen : seen < known ? lower : known + up(seen, known));
  }

  private int get(int slot) {
    return slot / 2 < steps.length ? (steps[slot / 2] >> shift(slot)) & 0xF : 0;
  }

  private void set(int slot, int step) {
    steps = steps.length == 0 ? new byte[HOURS / 2] : steps;
    int other = steps[slot / 2] & ~(0xF << shift(slot));
    steps[slot / 2] = (byte) (other | (step << shift(slot)));
  }

  private static int shift(int slot) {
    return 4 * (slot % 2);
  }

  private static int up(int seen, int known) {
    return seen > known ? 1 : 0;
  }

  private double rate() {
    double byPause =
        (StrictMath.log((double) Math.max(1, calls)) + LONG_PAUSE)
            * HOUR_MILLIS
            / (double) Math.max(1, longestPause);
    return calls == 0 ? 0 : Math.min((double) calls, byPause);
  }

  private static int step(double rate) {
    int octave = (int) Math.floor(StrictMath.log(Math.max(1, rate) / FEWEST) / StrictMath.log(2));
    return Math.max(0, Math.min(STEPS - 1, octave + 1));
  }

  /**
   * Calls an hour that are usual for sure at this time: the least of this hour, the one before and
   * the one after. 0 where one of them has fewer than 16 or was never watched.
   */
  double atLeast(long time) {
    long now = Math.floorDiv(time, HOUR_MILLIS);
    int least = STEPS + 1;
    for (long any = now - 1; any <= now + 1; any++) {
      least = Math.min(least, get((int) Math.floorMod(any, (long) HOURS)));
    }
    return least <= 1 ? 0 : FEWEST * StrictMath.pow(2, least - 2);
  }

  /** Nothing is known any more. */
  void forget() {
    steps = new byte[0];
  }
}
