package io.flowlens.detect;

import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;

/**
 * One question asked of every edge at the end of every pane.
 *
 * <p>A detector is a package: its definition, its state, its judgement, its explanation. It is
 * plain Java: the operator that runs it keeps its state and calls it pane by pane, in event-time
 * order, also for silent panes while it is {@link #active}. A pane that goes unmentioned means
 * {@link Judgement.Level#CLEAR}.
 *
 * @param <S> the state kept per edge
 */
public interface Detector<S> extends Question<S> {
  /**
   * Judges one pane.
   *
   * @param pane the closed pane; an empty one when the edge was silent. Panes between the last one
   *     judged and this one were silent.
   * @param state the state so far, or a new one; changed in place
   * @return the judgement, or null when the edge is clear and nothing is left to say. The first
   *     measure of its explanation is the one that the definition is about.
   */
  Judgement judge(Pane pane, S state);
}
