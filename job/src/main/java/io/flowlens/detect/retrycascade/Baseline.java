package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/** What an edge carries while no storm is on. */
public final class Baseline {
  /** What is usual is learned over about five minutes. */
  private static final float LEARNING = 1f / 30;

  /** The highest load is forgotten with a half-life of about twenty minutes. */
  private static final float FORGETTING = 1f / 180;

  /** Panes before anything counts as usual. */
  private static final int LEARNED = 6;

  /** Calls in a pane below which chance alone looks like a surge. */
  static final int LEAST_CALLS = 30;

  /** Panes learned from. */
  public int learned;

  /** Usual calls in a pane. */
  public float calls;

  /** Usual calls in a pane that succeed. */
  public float ok;

  /** Usual calls in a pane without any failed attempt. */
  public float clean;

  /** The most calls in a pane that were carried; the newest minute does not count yet. */
  public float most;

  /** For Flink. */
  public Baseline() {}

  /**
   * Takes in one pane without a storm. The highest load is learned a minute late: what comes just
   * before a storm may have begun it.
   */
  void learn(Pane pane, PaneRings rings) {
    float weight = Math.max(LEARNING, 1f / (learned + 1));
    learned = Math.min(learned + 1, 1_000);
    calls += weight * (pane.get(Counter.CALLS) - calls);
    ok += weight * (pane.get(Counter.OK) - ok);
    clean += weight * (RetryStats.of(pane).clean() - clean);
    float minuteAgo = (float) RetryStats.callsOfPane(rings, PaneRings.PANES - 1);
    most = Math.max(most - FORGETTING * most, minuteAgo);
  }

  /** Whether the edge has been seen long enough without a storm. */
  boolean isLearned() {
    return learned >= LEARNED;
  }

  /**
   * Whether enough is known, and enough is called, to distinguish a surge or a drop from chance.
   */
  boolean isKnown() {
    return isLearned() && calls >= LEAST_CALLS;
  }
}
