package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import java.util.ArrayList;
import java.util.List;

/** What was checked that could have refuted a mismatch; what was not assessed is said to be so. */
final class MismatchChecks {
  private MismatchChecks() {}

  static List<String> of(MismatchFacts facts) {
    Mismatch mismatch = facts.mismatch;
    List<String> checks = new ArrayList<>();
    checks.add(labels(mismatch));
    checks.add(
        Double.isNaN(mismatch.nearMillis)
            ? "Saving: a model, 1.45 times what light needs; no caller in this region was seen to do it right."
            : format(
                "Saving: measured against callers in the same region, whose median is %.1f ms.",
                mismatch.nearMillis));
    checks.add(new TransferCost(mismatch.traffic).check());
    if (!mismatch.missingReplica()) {
      checks.add(replica(facts));
      checks.add(failover(facts));
      checks.add(writes(facts));
    }
    return checks;
  }

  private static String labels(Mismatch mismatch) {
    Edge edge = mismatch.route.edge;
    double floor = Regions.floorMillis(edge.from.region, edge.to.region);
    return Double.isNaN(floor) || Double.isNaN(mismatch.traffic.lowMillis())
        ? "Region labels: not assessed, for want of latencies or of the place of a region."
        : format(
            "Region labels: 95 %% of calls take more than %.0f ms, and light needs %.0f ms there and back: the"
                + " labels are plausible.",
            mismatch.traffic.lowMillis(), floor);
  }

  private static String replica(MismatchFacts facts) {
    return facts.proven
        ? format(
            "Replica: %s and %s hold the same table: %s.",
            facts.mismatch.better, facts.mismatch.route.edge.to.region, facts.mismatch.near.proof)
        : "Replica: not shown. The two tables have the same name, but may be separate ones.";
  }

  private static String failover(MismatchFacts facts) {
    Mismatch mismatch = facts.mismatch;
    String near = mismatch.better;
    String began = Moment.timeOfDay(mismatch.route.strays.began);
    if (facts.story == Story.FAILBACK_FORGOTTEN) {
      return mismatch.near.distress.isEmpty()
          ? format("Failover: callers left %s together at %s UTC.", near, began)
          : format("Failover: before callers left %s, %s.", near, mismatch.near.distress);
    }
    if (!facts.leftNearer) {
      return "Failover: not assessed. These calls have left the region since they were first seen.";
    }
    return facts.answers
        ? format(
            "Failover: %s was not seen failing when the calls began to leave at %s UTC, and has answered other"
                + " calls since.",
            near, began)
        : format(
            "Failover: not excluded. %s was not seen failing, but has answered nobody lately.",
            near);
  }

  private static String writes(MismatchFacts facts) {
    if (facts.mismatch.route.edge.access == Access.READ) {
      return facts.mismatch.traffic.strongReads() == 0
          ? "Pinned writes: no strong reads were seen that would have to follow the writes elsewhere."
          : format(
              "Pinned writes: %,d of these reads in the last hour are strong; most need not follow the writes.",
              facts.mismatch.traffic.strongReads());
    }
    return format(
        "Pinned writes: %s took %s of the table's writes in the last two days.",
        facts.mismatch.better,
        Double.isNaN(facts.writeShare) ? "none" : Text.percent(facts.writeShare));
  }
}
