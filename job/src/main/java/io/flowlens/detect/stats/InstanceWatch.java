package io.flowlens.detect.stats;

import io.flowlens.model.FirstCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells first calls of instances from others by a {@link FirstUseMemory} of a quarter of an hour.
 * Where more instances call in that time than it can follow, a second one that forgets after a
 * minute follows more of them: with instances that live for half a minute, thirty times as many. It
 * cannot tell a new instance from one that had paused.
 */
public final class InstanceWatch {
  private static final PackedForm FORM =
      new PackedForm("last calls of instances", FirstUseMemory.WITHOUT_DEFAULTS);

  private static final long QUARTER = 900;
  private static final long MINUTE = 60;
  private static final int FOLLOWED_FOR_QUARTER = 32;
  private static final int FOLLOWED_FOR_MINUTE = 64;

  private final FirstUseMemory quarter = new FirstUseMemory(QUARTER, MINUTE, FOLLOWED_FOR_QUARTER);

  /** Null where the other one follows all. */
  private FirstUseMemory minute;

  private InstanceWatch() {}

  /** The memories as they were {@link #packed}; empty ones when that is null or empty. */
  public static InstanceWatch unpack(byte[] packed) {
    InstanceWatch watch = new InstanceWatch();
    if (packed != null && packed.length > 0) {
      Varints in = FORM.reader(packed);
      watch.quarter.read(in);
      if (in.hasMore()) {
        watch.minute = newMinute();
        watch.minute.read(in);
      }
    }
    return watch;
  }

  private static FirstUseMemory newMinute() {
    return new FirstUseMemory(MINUTE, MINUTE, FOLLOWED_FOR_MINUTE);
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    Varints out = FORM.writer();
    quarter.write(out);
    if (minute != null) {
      minute.write(out);
    }
    return out.toByteArray();
  }

  /**
   * Takes note of who called in a pane.
   *
   * @param paneStart epoch milliseconds, later than any before
   * @return the pane's first call of each followed instance; those of instances that may have
   *     called before watching began are left out
   */
  public List<FirstUse> see(FirstCalls calls, long paneStart) {
    long limit = quarter.limit();
    List<FirstUse> first = new ArrayList<>(quarter.see(calls, paneStart));
    if (quarter.coverage() == 1) {
      minute = null;
      return first;
    }
    minute = minute == null ? newMinute() : minute;
    minute.see(calls, paneStart, limit).forEach(use -> first.add(use.unseen()));
    return first;
  }

  /** The share of instances that are followed, 0 to 1. */
  public double coverage() {
    return minute == null || !minute.isWatching()
        ? quarter.coverage()
        : Math.max(quarter.coverage(), minute.coverage());
  }
}
