package io.flowlens.detect.retrycascade;

import io.flowlens.model.Pane;

/**
 * How a storm goes on: what was usual before it, its peak, and whether what began it is over.
 *
 * <p>A storm that a surge of calls began is metastable when it goes on without the surge (Bronson
 * et al., HotOS 2021): for three minutes no more calls come than before, and still less than 70 %
 * as many succeed and more than 30 % of attempts are retries.
 */
public final class Course {
  /** What is usual is learned over about five minutes. */
  private static final float LEARNING = 1f / 30;

  /** Panes before anything counts as usual. */
  private static final int LEARNED = 6;

  private static final double SURGE = 1.5;
  private static final double BACK = 1.1;
  private static final double GOODPUT = 0.7;
  private static final double RETRIES = 0.3;
  private static final int METASTABLE_PANES = 18;

  /** From so much below its peak on, the load is going down. */
  private static final double DRAINING = 0.6;

  private static final double AT_PEAK = 0.9;

  /** Panes learned from. */
  public int learned;

  /** Usual calls in a pane. */
  public float calls;

  /** Usual calls in a pane that succeed. */
  public float ok;

  /** The most calls in a pane since the storm began; 0 while there is none. */
  public int peakCalls;

  /** The most attempts in a pane since. */
  public int peakAttempts;

  /** Attempts in the newest pane. */
  public int attempts;

  /** Panes up to the newest in which the surge was over and the storm was not. */
  public int sustained;

  /** For Flink. */
  public Course() {}

  /** Takes in one pane. */
  void go(Pane pane, boolean storm) {
    attempts = (int) pane.attempts;
    if (storm) {
      peakCalls = (int) Math.max(peakCalls, pane.calls);
      peakAttempts = (int) Math.max(peakAttempts, pane.attempts);
      sustained = surged() && isBack(pane) && isSick(pane) ? sustained + 1 : 0;
      return;
    }
    peakCalls = 0;
    peakAttempts = 0;
    sustained = 0;
    float weight = Math.max(LEARNING, 1f / (learned + 1));
    learned = Math.min(learned + 1, 1_000);
    calls += weight * (pane.calls - calls);
    ok += weight * (pane.ok - ok);
  }

  private boolean surged() {
    return learned >= LEARNED && peakCalls >= SURGE * calls;
  }

  private boolean isBack(Pane pane) {
    return pane.calls <= BACK * calls;
  }

  private boolean isSick(Pane pane) {
    return pane.ok < GOODPUT * ok && pane.retries() > RETRIES * pane.attempts;
  }

  boolean isMetastable() {
    return sustained >= METASTABLE_PANES;
  }

  /** The finding that says how it goes on. */
  String phase() {
    if (attempts >= AT_PEAK * peakAttempts) {
      return "PHASE_AMPLIFYING";
    }
    return attempts < DRAINING * peakAttempts ? "PHASE_DRAINING" : "PHASE_SUSTAINED";
  }
}
