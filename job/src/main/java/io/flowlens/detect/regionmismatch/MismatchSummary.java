package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;

/** What happened, in a few sentences: what it costs, since when, and what is known of the cause. */
final class MismatchSummary {
  private MismatchSummary() {}

  static String of(MismatchFacts facts) {
    return Text.sentences(harm(facts), since(facts), cause(facts));
  }

  private static String harm(MismatchFacts facts) {
    Edge edge = facts.mismatch.route.edge;
    String caller = Text.name(edge.from) + " in " + edge.from.region;
    String calls =
        format("%s of its %s of %s", share(facts.mismatch), calls(edge), Text.name(edge.to));
    double saved = facts.mismatch.savedMillis();
    return saved >= 1
        ? format("%s waits about %.0f ms longer than necessary for %s", caller, saved, calls)
        : format("%s sends %s to %s", caller, calls, edge.to.region);
  }

  private static String since(MismatchFacts facts) {
    Mismatch mismatch = facts.mismatch;
    return format(
        "since %s UTC, %,d of %,d went to %s%s",
        facts.since(),
        mismatch.calls(),
        mismatch.asked(),
        mismatch.route.edge.to.region,
        although(facts));
  }

  private static String although(MismatchFacts facts) {
    if (facts.mismatch.missingReplica()) {
      return ", as no table of that name is known nearer";
    }
    if (!facts.answers) {
      return "";
    }
    return format(
        ", although %s in %s answers",
        facts.proven ? "the replica" : "a table of that name", facts.mismatch.better);
  }

  private static String cause(MismatchFacts facts) {
    String near = facts.mismatch.better;
    switch (facts.story) {
      case MOVED:
        return format(
            "all moved at once, and %s has answered nobody since, so this may be a failover", near);
      case FAILBACK_FORGOTTEN:
        return format("they left %s in a failover and have not come back", near);
      case REPLICA_MISSING:
        return "";
      default:
        return facts.answers ? "" : format("it is not known whether %s answers now", near);
    }
  }

  private static String share(Mismatch mismatch) {
    return mismatch.calls() == mismatch.asked() ? "all" : Text.percent(mismatch.shareOfAll());
  }

  private static String calls(Edge edge) {
    return edge.access == Access.READ
        ? "reads"
        : edge.access == Access.WRITE ? "writes" : "transactions";
  }
}
