package io.flowlens.detect.batchflood;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.name;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.util.List;

/** Says that items were not written though the calls succeeded. */
final class UnprocessedExplanation {
  private UnprocessedExplanation() {}

  static Explanation of(UnprocessedItems items, long lately, long min) {
    String caller = name(items.edge.from);
    String table = name(items.edge.to);
    Explanation why = new Explanation();
    why.since = items.since;
    why.severity = Severity.WARNING;
    why.confidence = 0.95;
    why.summary =
        Text.sentences(
            format(
                "%,d items of %s were not written since %s: batch writes of %s succeeded and left them, and it did not"
                    + " send them again",
                items.left, table, FloodText.clock(items.since), caller),
            items.sent > items.left
                ? format(
                    "that is %s of the %,d that it sent",
                    percent((double) items.left / items.sent), items.sent)
                : "");
    why.findings = List.of("UNPROCESSED_ITEMS");
    why.measures =
        List.of(
            Measure.of("unprocessed-items", "1", (double) lately, 0, (double) min, items.sent),
            Measure.of(
                "unprocessed-items-since-it-began",
                "1",
                (double) items.left,
                0,
                Double.NaN,
                items.sent));
    why.counterEvidence =
        List.of(
            "Sent again later: not assessed; the caller's own report says what it left undone.");
    why.recommendations =
        List.of(
            Recommendation.of(
                "Send UnprocessedItems again, with growing waits and jitter, until none is left",
                caller + ": after each BatchWriteItem",
                "BatchWriteItem succeeds if it wrote one item; the caller has to send the others again."),
            Recommendation.of(
                "Compare the source of the items with the table and write what is missing",
                table,
                "What was left undone is not in the table."));
    return why;
  }
}
