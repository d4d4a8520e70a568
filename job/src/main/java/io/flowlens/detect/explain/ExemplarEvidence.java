package io.flowlens.detect.explain;

import io.flowlens.model.Detail;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A pane's exemplars as evidence: calls that a person can look up by trace or request id. */
public final class ExemplarEvidence {
  private ExemplarEvidence() {}

  /**
   * One item for each exemplar that shows the trouble.
   *
   * @param pane null where the edge was silent, which gives no evidence
   * @param note what the exemplar shows
   */
  public static List<EvidenceItem> of(
      Pane pane, Predicate<Exemplar> shows, Function<Exemplar, String> note) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Exemplar exemplar :
        pane == null ? List.<Exemplar>of() : pane.get(Detail.EXEMPLARS).all()) {
      if (shows.test(exemplar)) {
        EvidenceItem item = new EvidenceItem();
        item.traceId = exemplar.traceId;
        item.requestId = exemplar.requestId;
        item.at = exemplar.at;
        item.note = note.apply(exemplar);
        items.add(item);
      }
    }
    return items;
  }
}
