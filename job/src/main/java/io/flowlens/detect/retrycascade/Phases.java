package io.flowlens.detect.retrycascade;

import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/**
 * How a storm goes on, by its retries per call: it is amplifying until it no longer rises, then
 * sustained until it falls for good, then draining until the edge is clear. Times are as exact as
 * the time over which the edge has calls enough: 10 s to a quarter of an hour.
 */
public final class Phases {
  /** Within so much of its highest it has risen: what comes on top is noise. */
  private static final double RISEN = 0.9;

  /** From so much below its highest on, the storm is going down. */
  private static final double DRAINING = 0.6;

  private static final long SUSTAINED_MILLIS = 60_000;
  private static final long DRAINING_MILLIS = 30_000;

  /** When it began, epoch milliseconds. */
  public long since;

  /** The most retries per call. */
  public float top;

  /** Retries per call up to which it rose. */
  public float risen;

  /** When it had risen. */
  public long risenAt;

  /** When it began to fall, without having risen again since; 0 while it has not. */
  public long drainingAt;

  /** When the edge was clear; 0 while it is not. */
  public long recoveredAt;

  /** Whether it was ever {@code sustained}. */
  public boolean wasSustained;

  /** Whether it was ever {@code draining}. */
  public boolean wasDraining;

  /** For Flink. */
  public Phases() {}

  void begin(long onset) {
    since = onset;
    risenAt = onset;
  }

  /** Notes what the wave before went through. */
  void join(Phases former) {
    wasSustained |= former.wasSustained;
    wasDraining |= former.wasDraining;
  }

  /** One more pane of it. */
  void go(long paneStart, double retriesPerCall) {
    if (retriesPerCall * RISEN > risen) {
      risen = (float) retriesPerCall;
      risenAt = paneStart;
    }
    top = (float) Math.max(top, retriesPerCall);
    if (retriesPerCall >= DRAINING * top) {
      drainingAt = 0;
    } else if (drainingAt == 0) {
      drainingAt = paneStart;
    }
    long end = paneStart + Pane.MILLIS;
    wasDraining |= drainingAt != 0 && end - drainingAt >= DRAINING_MILLIS;
    wasSustained |= sustainedUntil(end) - risenAt >= SUSTAINED_MILLIS;
  }

  /** The edge is clear from this pane on. */
  void recover(long paneStart) {
    recoveredAt = paneStart;
  }

  /** When the storm no longer was what it had risen to, as of then. */
  private long sustainedUntil(long now) {
    return drainingAt != 0 ? drainingAt : recoveredAt != 0 ? recoveredAt : now;
  }

  /** How long it rose, in seconds. */
  double secondsAmplifying() {
    return (risenAt - since) / 1000.0;
  }

  /** How long it stayed what it had risen to, in seconds, as of then. */
  double secondsSustained(long now) {
    return Math.max(0, sustainedUntil(now) - risenAt) / 1000.0;
  }

  /** How long it took from the beginning of its fall until the edge was clear, in seconds. */
  double secondsToRecover() {
    return drainingAt == 0 ? 0 : (recoveredAt - drainingAt) / 1000.0;
  }

  boolean isOver() {
    return recoveredAt != 0;
  }

  /** A finding for each phase that it went through, in their order. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    findings.add("PHASE_AMPLIFYING");
    if (wasSustained) {
      findings.add("PHASE_SUSTAINED");
    }
    if (wasDraining) {
      findings.add("PHASE_DRAINING");
    }
    if (isOver()) {
      findings.add("PHASE_RECOVERED");
    }
    return findings;
  }
}
