package io.flowlens.detect.transactionalchurn;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Recommendation;
import io.flowlens.model.WriteLedger.Entry;
import java.util.ArrayList;
import java.util.List;

/** What helps against the most frequent kinds of waste. */
final class Remedies {
  private static final int MOST = 3;

  private Remedies() {}

  static List<Recommendation> of(Writer writer, Waste whole, Growth growth) {
    String caller = Text.name(writer.edge.from);
    String table = Text.name(writer.edge.to);
    List<Recommendation> remedies = new ArrayList<>();
    Partner partner = ChurnSummary.colliding(writer);
    if (partner != null) {
      remedies.add(
          Recommendation.of(
              "Let one of the two write these items, or split the attributes that each writes into items of their own",
              caller + " and " + Text.name(partner.caller),
              "They write to the same items within seconds."));
    }
    List<Entry> causes = ChurnSummary.ofMost(whole);
    for (Entry cause : causes) {
      if (remedies.size() < MOST) {
        Recommendation remedy = against(cause, caller, table, growth);
        boolean told = remedies.stream().anyMatch(known -> known.action.equals(remedy.action));
        if (!told) {
          remedies.add(remedy);
        }
      }
    }
    return remedies;
  }

  private static Recommendation against(Entry cause, String caller, String table, Growth growth) {
    switch (cause) {
      case FAILED_CONDITION:
      case CANCELLED_CONDITION:
        return growth == Growth.CONTENTION
            ? Recommendation.of(
                "Read the item again just before the write and wait longer, with jitter, after a failed condition",
                caller,
                "The more callers try at once, the more of them work with an old version.")
            : Recommendation.of(
                "Compare what the condition expects with the items that it fails on",
                caller
                    + " on "
                    + table
                    + ": ReturnValuesOnConditionCheckFailure ALL_OLD returns them",
                "Whether the condition is wrong or another writer was first shows only in the item.");
      case REPLICATED_CONFLICT:
        return Recommendation.of(
            "Write each item in one region only",
            "callers of " + table,
            "Strongly consistent global tables refuse a write while another region writes the same item.");
      case DUPLICATE:
        return Recommendation.of(
            "Send a ClientRequestToken, or a condition on the item's version",
            caller,
            "A retry then does not write again what a lost answer had reported.");
      case CANCELLED_ELSEWHERE:
        return Recommendation.of(
            "Look at the transaction's other tables first",
            caller,
            "An item of another table cancels the transaction.");
      case CANCELLED_UNEXPLAINED:
        return Recommendation.of(
            "Record the cancellation reasons with the error",
            caller,
            "Without them nobody can say which item cancels the transaction.");
      default:
        return Recommendation.of(
            "Make transactions shorter and let them touch fewer common items; split counters over several items",
            caller + " on " + table,
            "Transactions that share an item cancel each other.");
    }
  }
}
