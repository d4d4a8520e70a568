package io.flowlens.detect.stats;

/**
 * What is usual for one edge at this hour of the week: a slowly learned level of any positive
 * measure, such as the median duration in microseconds. All levels are logarithms to base 2.
 *
 * <p>The running level follows what is seen with a time constant of 180 panes (half an hour of
 * them), at first faster. After five minutes no pane counts for more than a quarter of an octave
 * beyond it (winsorised), so that ten bad minutes move it by 6 %, while a lasting doubling is
 * learned after two to three hours. At the end of each hour that was watched for five minutes its
 * slot of 168 takes a fifth of the way to the running level. When an hour begins, the running level
 * moves by what the slots say the step from the hour before usually is; an hour never seen is taken
 * for what that hour of the day is on other days, and failing that for no step at all.
 *
 * <p>At rest: 11 bytes for a new edge, about 110 when it has seen a whole week. Slots are rounded
 * to a sixth of an octave (6 % either way); that limits what the step between hours can say, not
 * the running level.
 */
public final class HourOfWeek {
  private static final PackedForm FORM = new PackedForm("baseline by hour of the week", 2);

  /** The first version that stores the steps between slots. */
  private static final int WITH_STEPS = 2;

  /** Panes to learn from before anything is expected: two minutes. */
  public static final int ENOUGH = 12;

  private static final int HOURS = 168;
  private static final int HOURS_OF_DAY = 24;
  private static final long HOUR_MILLIS = 3_600_000;

  private static final double SLOWEST = 180;
  private static final int SETTLED = 30;
  private static final double MOST_PER_PANE = 0.25;
  private static final double PER_WEEK = 0.2;
  private static final int WATCHED = 30;
  private static final int STEPS_PER_OCTAVE = 6;
  private static final double FIXED_POINT = 1 << 16;

  /** Steps of the level plus 1; 0 where the hour was never watched. */
  private final byte[] slots = new byte[HOURS];

  private double level;
  private int learned;

  /** The running hour since the epoch, and how many panes of it were learned from. */
  private long hour;

  private int learnedThisHour;

  private HourOfWeek() {}

  /** The memory as it was {@link #packed}; an empty one when that is null or empty. */
  public static HourOfWeek unpack(byte[] packed) {
    HourOfWeek memory = new HourOfWeek();
    if (packed != null && packed.length > 0) {
      memory.read(FORM.reader(packed));
    }
    return memory;
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    Varints out = FORM.writer();
    out.write(learned);
    out.write(Math.round(level * FIXED_POINT));
    out.write(hour);
    out.write(learnedThisHour);
    HourSlots.write(out, slots);
    return out.toByteArray();
  }

  private void read(Varints in) {
    learned = (int) in.read();
    level = in.read() / FIXED_POINT;
    hour = in.read();
    learnedThisHour = (int) in.read();
    if (in.version() >= WITH_STEPS) {
      HourSlots.read(in, slots);
    } else {
      HourSlots.readWhole(in, slots);
    }
  }

  /** What is usual at this time; NaN before {@value #ENOUGH} panes were learned from. */
  public double expected(long time) {
    if (learned < ENOUGH) {
      return Double.NaN;
    }
    return StrictMath.pow(2, level + step(hour, Math.floorDiv(time, HOUR_MILLIS)));
  }

  /**
   * Learns from one pane. Leave out what is not usual, such as panes of an open episode.
   *
   * @param time of the pane, not before one already learned from
   * @param value what was seen, at least 1
   * @param weight 0 to 1: how far it can be trusted
   */
  public void learn(long time, double value, double weight) {
    long now = Math.floorDiv(time, HOUR_MILLIS);
    double seen = StrictMath.log(Math.max(1, value)) / StrictMath.log(2);
    if (learned == 0) {
      level = seen;
      hour = now;
    }
    if (now > hour) {
      turn(now);
    }
    double most = learned < SETTLED ? Double.MAX_VALUE : MOST_PER_PANE;
    double surprise = Math.max(-most, Math.min(most, seen - level));
    level += weight * surprise / Math.min(SLOWEST, learned + 1);
    learned = (int) Math.min(SLOWEST, learned + 1);
    learnedThisHour++;
  }

  private void turn(long now) {
    double step = step(hour, now);
    if (learnedThisHour >= WATCHED) {
      keep((int) Math.floorMod(hour, (long) HOURS));
    }
    level = Math.max(0, level + step);
    hour = now;
    learnedThisHour = 0;
  }

  /** Moves the slot a fifth of the way to the running level, and at least a step of rounding. */
  private void keep(int slot) {
    double here = 1 + level * STEPS_PER_OCTAVE;
    double before = slots[slot] & 0xFF;
    double way = here - before;
    double after =
        before + Math.signum(way) * Math.max(Math.min(1, Math.abs(way)), PER_WEEK * Math.abs(way));
    slots[slot] = (byte) Math.max(1, Math.min(255, Math.round(before == 0 ? here : after)));
  }

  /** How much higher the level usually is in one hour than in another; 0 when that is not known. */
  private double step(long from, long to) {
    if (from == to) {
      return 0;
    }
    double before = usual(from);
    double after = usual(to);
    return before == 0 || after == 0 ? 0 : (after - before) / STEPS_PER_OCTAVE;
  }

  /** The slot of this hour, else the mean of its hour of the day; 0 when neither is known. */
  private double usual(long anyHour) {
    int slot = (int) Math.floorMod(anyHour, (long) HOURS);
    if (slots[slot] != 0) {
      return slots[slot] & 0xFF;
    }
    int sum = 0;
    int known = 0;
    for (int i = slot % HOURS_OF_DAY; i < HOURS; i += HOURS_OF_DAY) {
      sum += slots[i] & 0xFF;
      known += slots[i] == 0 ? 0 : 1;
    }
    return known == 0 ? 0 : (double) sum / known;
  }
}
