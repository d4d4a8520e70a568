package io.flowlens.detect.retrycascade;

import java.util.ArrayList;
import java.util.List;

/**
 * How a storm goes on, by its retries per call and its lost calls: it is amplifying until it no
 * longer rises, then sustained until both fall for good, then draining until both end. How long
 * each took is reported only where the edge has a hundred calls a minute.
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

  /** Start of the first pane in which the edge was clear; 0 while it is not. */
  public long recoveredAt;

  /** Whether calls go on failing, only without being retried. */
  public boolean failing;

  /** Since when, epoch milliseconds; 0 while they are not. */
  public long failingSince;

  /** The largest share of calls that failed for good. */
  public float topLost;

  /** Whether it is clear only because nothing has been called for minutes. */
  public boolean silent;

  /** Whether there ever were too few calls to know when which phase began. */
  public boolean vague;

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

  /** It comes back before it was over for good. */
  void resume() {
    recoveredAt = 0;
    failing = false;
    failingSince = 0;
    silent = false;
  }

  /** Notes what the wave before went through. */
  void join(Phases former) {
    vague |= former.vague;
    wasSustained |= former.wasSustained;
    wasDraining |= former.wasDraining;
  }

  /**
   * One more pane of it.
   *
   * @param until how far it reaches so far, epoch milliseconds
   * @param exact whether the numbers are those of the last minute at most
   */
  void go(long paneStart, RetryStats recent, long until, boolean exact) {
    double retriesPerCall = recent.retriesPerCall();
    vague |= !exact;
    if (retriesPerCall * RISEN > risen) {
      risen = (float) retriesPerCall;
      risenAt = paneStart;
    }
    top = (float) Math.max(top, retriesPerCall);
    topLost = (float) Math.max(topLost, recent.gaveUpShare());
    if (isUp(retriesPerCall, top) || isUp(recent.gaveUpShare(), topLost)) {
      drainingAt = 0;
    } else if (drainingAt == 0) {
      drainingAt = paneStart;
    }
    wasDraining |= millisDraining(until) >= DRAINING_MILLIS;
    wasSustained |= millisSustained(until) >= SUSTAINED_MILLIS;
  }

  private static boolean isUp(double now, double most) {
    return most > 0 && now >= DRAINING * most;
  }

  /** Notes whether calls go on failing without being retried. */
  void fails(long paneStart, boolean withoutRetries) {
    failing = withoutRetries;
    failingSince = !withoutRetries ? 0 : failingSince == 0 ? paneStart : failingSince;
  }

  /**
   * The edge is clear from this pane on.
   *
   * @param isSilent whether that is only because nothing is seen any more
   */
  void recover(long paneStart, boolean isSilent) {
    recoveredAt = paneStart;
    silent = isSilent;
    fails(paneStart, false);
  }

  /** How long it rose, when it reached until then. */
  long millisAmplifying(long until) {
    return Math.max(0, Math.min(risenAt, until) - since);
  }

  /** How long it stayed what it had risen to. */
  long millisSustained(long until) {
    return Math.max(0, (drainingAt == 0 ? until : Math.min(drainingAt, until)) - risenAt);
  }

  /** How long it has been going down. */
  long millisDraining(long until) {
    return drainingAt == 0 ? 0 : Math.max(0, until - drainingAt);
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
    if (isOver() && !silent) {
      findings.add("PHASE_RECOVERED");
    }
    return findings;
  }
}
