package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What to do about a retry cascade, the cause before the amplifier. */
final class Advice {
  /** The standard mode of the AWS SDKs tries as often as this. */
  private static final int STANDARD_ATTEMPTS = 3;

  private Advice() {}

  static List<Recommendation> of(Edge edge, Storm storm, RetryStats tally) {
    List<Recommendation> advice = new ArrayList<>();
    if (tally.mostlyInVain()) {
      advice.add(
          Recommendation.of(
              "Do not retry failed conditions and rejected requests",
              edge.from.name + ": the retry condition of its own retry loop or SDK override",
              "The same request is refused again each time; the SDK's own policy does not retry these."));
      return advice;
    }
    if (storm.metastability.isFound()) {
      advice.add(
          Recommendation.of(
              "Turn retries off, or most calls away, until it has recovered",
              edge.from.name
                  + (isOfAws(edge) ? ": AWS_MAX_ATTEMPTS=1;" : ": the retries of its client;")
                  + " a limit on concurrency or admission before it",
              "The load would be borne without the retries; it only has to fall below that once."));
    }
    advice.add(cause(edge, tally));
    if (storm.retried && storm.longest > STANDARD_ATTEMPTS) {
      advice.add(budget(edge, storm));
    }
    return advice;
  }

  /** A client that gives up sooner has nothing to gain from it. */
  private static Recommendation budget(Edge edge, Storm storm) {
    return Recommendation.of(
        "Let the client spend a budget on retries",
        isOfAws(edge)
            ? edge.from.name
                + ": AWS_RETRY_MODE=standard, which tries three times; in code the retry mode or RetryStrategy of the"
                + " client"
            : edge.from.name + ": the retry settings of its HTTP client, proxy or service mesh",
        format(
            "Calls were tried up to %,d times. With a budget retries stop when too many fail; without one nothing stops"
                + " a storm.",
            storm.longest));
  }

  /** Whether what is called holds data. */
  static boolean isData(Node node) {
    return node.kind == NodeKind.TABLE || node.kind == NodeKind.INDEX;
  }

  /** Whether the call goes through an AWS SDK. */
  static boolean isOfAws(Edge edge) {
    return edge.to.kind != NodeKind.SERVICE
        && edge.to.kind != NodeKind.UNKNOWN
        && edge.to.kind != NodeKind.CLIENT;
  }

  private static Recommendation cause(Edge edge, RetryStats tally) {
    boolean data = isData(edge.to);
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
            edge.from.name
                + (isOfAws(edge)
                    ? ": the timeout of an attempt in its SDK client, such as apiCallAttemptTimeout in Java"
                    : ": the timeout of its HTTP client"),
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
        return data
            ? Recommendation.of(
                "Check the health of DynamoDB, and read from a replica if there is one",
                "AWS Health for DynamoDB"
                    + (edge.to.region.isEmpty() ? "" : " in " + edge.to.region)
                    + "; metric SystemErrors of "
                    + edge.to.name,
                "These are failures of the service. Nothing in " + edge.from.name + " makes them.")
            : Recommendation.of(
                "Find out what fails in " + edge.to.name,
                edge.to.name + ": its log, its newest deployment, its own callees",
                "The failures are its own; retries only add to its load.");
    }
  }

  private static String metric(Edge edge, String name) {
    return (edge.access == Access.READ ? "Read" : "Write") + name;
  }
}
