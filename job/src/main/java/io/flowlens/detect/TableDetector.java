package io.flowlens.detect;

import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.List;

/**
 * One question asked of every table at the end of every pane: of all edges at once that reach it,
 * its indexes and its replicas, whoever calls from wherever. For questions that one edge alone
 * cannot answer.
 *
 * @param <S> the state kept per table
 */
public interface TableDetector<S> extends Question<S> {
  /**
   * Judges one pane of one table.
   *
   * @param paneStart start of the pane, epoch milliseconds
   * @param panes the closed panes of its edges, in the order of their ids; silent edges are missing
   * @param state the state so far, or a new one; changed in place
   * @return judgements of edges that are not clear
   */
  List<Judgement> judge(long paneStart, List<Pane> panes, S state);
}
