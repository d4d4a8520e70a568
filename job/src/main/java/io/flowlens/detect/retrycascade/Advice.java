package io.flowlens.detect.retrycascade;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What to do about a retry cascade, the cause before the amplifier. */
final class Advice {
  private Advice() {}

  static List<Recommendation> of(Edge edge, RetryStats tally, boolean metastable) {
    List<Recommendation> advice = new ArrayList<>();
    if (tally.mostlyInVain()) {
      advice.add(
          Recommendation.of(
              "Do not retry failed conditions and rejected requests",
              edge.from.name + ": the retry condition of its own retry loop or SDK override",
              "The same request is refused again each time; the SDK's own policy does not retry these."));
      return advice;
    }
    if (metastable) {
      advice.add(
          Recommendation.of(
              "Turn retries off, or most calls away, until it has recovered",
              edge.from.name
                  + ": AWS_MAX_ATTEMPTS=1; a limit on concurrency or admission before it",
              "The load would be borne without the retries; it only has to fall below that once."));
    }
    advice.add(cause(edge, tally));
    advice.add(
        Recommendation.of(
            "Let the client spend a budget on retries",
            edge.from.name
                + ": AWS_RETRY_MODE=standard, AWS_MAX_ATTEMPTS=4 (or AWS_NEW_RETRIES_2026=true); in code the"
                + " retry mode or RetryStrategy of the client",
            "The standard mode stops retrying when its token bucket is empty; in the legacy mode of Java and Python retries"
                + " after throttling cost nothing, so nothing stops a storm."));
    if (edge.from.kind == NodeKind.SERVICE || edge.from.kind == NodeKind.FUNCTION) {
      advice.add(
          Recommendation.of(
              "Retry in one layer only",
              "The callers of " + edge.from.name,
              "Retries multiply along a path: three layers of four attempts make 64 calls of one."));
    }
    return advice;
  }

  private static Recommendation cause(Edge edge, RetryStats tally) {
    boolean data = edge.to.kind == NodeKind.TABLE || edge.to.kind == NodeKind.INDEX;
    switch (tally.mainCause()) {
      case THROTTLED:
        return data
            ? Recommendation.of(
                "Look whether one key or the whole table is out of capacity",
                edge.to.name
                    + ": metrics "
                    + metric(edge, "KeyRangeThroughputThrottleEvents")
                    + " and "
                    + metric(edge, "ProvisionedThroughputThrottleEvents")
                    + "; Contributor Insights",
                "A hot key range needs another key design or fewer writes to that key; only a table out of"
                    + " provisioned or on-demand capacity is helped by more of it.")
            : Recommendation.of(
                "Raise the limit that throttles, or call less",
                edge.to.name + ": its concurrency or rate limit",
                "The callee refuses work that is then asked for again.");
      case CONFLICT:
        return Recommendation.of(
            "Make transactions shorter and spread the items they share",
            edge.from.name + ": the items of its transactions on " + edge.to.name,
            "Two writers that hold the same item make each other retry; more attempts make it worse.");
      case TIMEOUT:
        return Recommendation.of(
            "Set the attempt timeout above the callee's slowest healthy answer",
            edge.from.name + ": apiCallAttemptTimeout of the client",
            "An attempt that is given up early is done twice: the first one still costs the callee.");
      case OTHER:
        return Recommendation.of(
            "Find out why attempts fail",
            data
                ? edge.to.name
                    + ": metrics "
                    + metric(edge, "ThrottleEvents")
                    + " and SystemErrors; the log of the SDK in "
                    + edge.from.name
                : edge.to.name + ": its errors and limits; the log of the SDK in " + edge.from.name,
            "The spans count most failed attempts without their error. Throttling, server errors and timeouts"
                + " need different remedies.");
      default:
        return Recommendation.of(
            "Mend what fails in the callee first",
            edge.to.name,
            "The retries follow its failures; they end when it answers again.");
    }
  }

  private static String metric(Edge edge, String name) {
    return (edge.access == Access.READ ? "Read" : "Write") + name;
  }
}
