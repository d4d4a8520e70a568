package io.flowlens.detect.regionmismatch;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import io.flowlens.model.Recommendation;

/** What to do about a mismatch; never to send calls to a region of which no answer is seen. */
final class MismatchAdvice {
  private MismatchAdvice() {}

  static Recommendation of(MismatchFacts facts) {
    Edge edge = facts.mismatch.route.edge;
    String near = facts.mismatch.better;
    String client =
        Text.name(edge.from)
            + " in "
            + edge.from.region
            + ": region or endpointOverride of the client, AWS_REGION";
    String tables = Text.name(edge.to) + " in " + near + " and in " + edge.to.region;
    switch (facts.story) {
      case REPLICA_MISSING:
        return Recommendation.of(
            "Weigh a replica in " + edge.from.region + " against the waiting",
            edge.to.name + ": global table, replica in " + edge.from.region,
            "Reads would be served there; writes are replicated, and strong reads are then strong within their"
                + " region only.");
      case MOVED:
        return Recommendation.of(
            "Find out who moved these calls, and check that "
                + near
                + " answers before they go back",
            client,
            "Nothing has been answered in " + near + " since they left.");
      case FAILBACK_FORGOTTEN:
        return Recommendation.of(
            facts.answers
                ? "Fail back to " + near
                : "Check that " + near + " answers, then fail back to it",
            client,
            "A failover is not meant to last, and calls should not go across regions.");
      default:
        return misrouted(facts, client, tables);
    }
  }

  private static Recommendation misrouted(MismatchFacts facts, String client, String tables) {
    String near = facts.mismatch.better;
    if (!facts.proven) {
      return Recommendation.of(
          "Find out whether these are replicas of one table",
          tables + ": Replicas in DescribeTable; Detector.region-mismatch/replicated.tables",
          "If so, send these calls to "
              + near
              + ". If not, or if it is meant, say so in a group Intended.<name>.");
    }
    if (!facts.answers) {
      return Recommendation.of(
          "Check that " + near + " answers before you send these calls there",
          tables,
          "No call to " + near + " is known to have succeeded lately.");
    }
    return Recommendation.of(
        "Send these calls to " + near,
        client,
        "The replica there answers, and calls should not go across regions.");
  }
}
