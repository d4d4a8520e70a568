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

  /**
   * Hears what slow evidence, such as CloudTrail, says of a minute of an edge that has been judged
   * before. Called in event-time order between the panes; by default nobody listens.
   *
   * @param minute what slow evidence says of the minute that begins at its start
   * @param paneStart start of the pane at whose end it is heard, epoch milliseconds
   * @param state the state so far; changed in place
   * @return a verdict ({@link Judgement.Level#isVerdict}) on the edge's episode, or null
   */
  default Judgement hear(Pane minute, long paneStart, S state) {
    return null;
  }
}
