package io.flowlens.detect;

import io.flowlens.config.Option;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * One question asked of every edge at the end of every pane.
 *
 * <p>A detector is a package: its definition, its state, its judgement, its explanation. It is
 * plain Java: the operator that runs it keeps its state and calls it pane by pane, in event-time
 * order, also for silent panes while it is {@link #active}. A pane that goes unmentioned means
 * {@link Judgement.Level#CLEAR}.
 *
 * @param <S> the state kept per edge: a Flink POJO with a public no-arg constructor
 */
public interface Detector<S> extends Serializable {
  /** The anomaly type it raises, in kebab-case, such as {@code retry-cascade}. */
  String id();

  /** What it asks, in one sentence that ends with a question mark. */
  String question();

  /** The class of its state, for the operator that stores it. */
  Class<S> stateType();

  /** The state of an edge never seen before. */
  S newState();

  /**
   * Judges one pane.
   *
   * @param pane the closed pane; an empty one when the edge was silent. Panes between the last one
   *     judged and this one were silent.
   * @param state the state so far, or a new one; changed in place
   * @return the judgement, or null when the edge is clear
   */
  Judgement judge(Pane pane, S state);

  /**
   * Whether the edge must be judged at the next pane's end even if it stays silent, because silence
   * would not mean clear at once.
   */
  boolean active(S state);

  /** How long after the last pane the state still matters; it is dropped then. */
  Duration memory();

  /** Its settings, all in group {@code Detector.<id>}. */
  List<Option<?>> options();
}
