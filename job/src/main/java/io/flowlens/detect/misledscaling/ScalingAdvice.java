package io.flowlens.detect.misledscaling;

import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What to do about a change of capacity, or about throttling. */
final class ScalingAdvice {
  private ScalingAdvice() {}

  static List<Recommendation> of(ActionFacts facts, ActionVerdict verdict) {
    List<Recommendation> advice = new ArrayList<>();
    switch (verdict) {
      case MISLED:
        advice.add(
            Recommendation.of(
                "Mend the writes that change nothing; the capacity follows by itself.",
                "the callers whose writes fail their conditions, conflict or are cancelled",
                "Without them auto scaling would not have added capacity."));
        break;
      case MISLED_DOWN:
        advice.add(
            Recommendation.of(
                "Raise the minimum of the capacity until the throttling is over.",
                "scalable target of " + facts.target.node.name + ", minimum capacity",
                "Auto scaling sees only what is consumed, and refused calls consume nothing."));
        advice.add(of(facts.target, facts.longBefore.verdict));
        break;
      case USELESS:
        advice.add(of(facts.target, facts.after.verdict));
        break;
      case TOO_LATE:
        advice.add(
            Recommendation.of(
                "Scale on a schedule before the load comes, lower the target, or use on-demand capacity.",
                "scaling policy of " + facts.target.node.name,
                "Two minutes above the target and the change itself take longer than the burst capacity lasts."));
        break;
      case FLAPPING:
        advice.add(
            Recommendation.of(
                "Raise the minimum of the capacity, or use on-demand capacity.",
                "scalable target of " + facts.target.node.name,
                "Decreases are limited to a few a day, and each one is followed by minutes without reserve."));
        break;
      default:
        advice.add(
            Recommendation.of(
                "Leave it, unless it comes back each hour; then raise the target.",
                "scaling policy of " + facts.target.node.name,
                "Burst capacity of five minutes covers such a load."));
        break;
    }
    return advice;
  }

  static Recommendation of(ScalingTarget target, ThrottleVerdict verdict) {
    String name = target.node.name;
    switch (verdict) {
      case HOT_KEY:
        return Recommendation.of(
            "Spread the hot key over several, or cache its reads; more capacity does not help.",
            "key design of " + name,
            "A partition takes 1,000 write or 3,000 read units a second at most.");
      case INDEX_BACK_PRESSURE:
        return Recommendation.of(
            "Give the index as much write capacity as its table, and a key that spreads.",
            "indexes of " + name,
            "A table accepts no write that one of its indexes cannot take.");
      case NEW_PEAK:
        return Recommendation.of(
            "Warm the table up before the load comes.",
            "warm throughput of " + name,
            "On-demand capacity takes twice the previous peak at once, and more only after half an hour.");
      case ACCOUNT_LIMIT:
        return Recommendation.of(
            "Ask for a higher quota.",
            "Service Quotas, DynamoDB",
            "The account's limit holds for all its tables in the region.");
      case MAX_ON_DEMAND:
        return Recommendation.of(
            "Raise or remove the maximum for on-demand capacity.",
            "on-demand throughput of " + name,
            "It was set to limit cost, and now refuses calls.");
      case BURST_EXHAUSTED:
        return Recommendation.of(
            "Spread the peak over more time.",
            "the callers of " + name,
            "The capacity is enough on average; what is saved lasts for 300 seconds.");
      case UNDER_PROVISIONED:
        return Recommendation.of(
            "Raise the capacity, or its maximum for auto scaling.",
            "capacity of " + name,
            "All of it is used.");
      default:
        return Recommendation.of(
            "Send CloudWatch's throttle metrics by cause.",
            "metric stream, namespace AWS/DynamoDB",
            "Without them the cause is not known.");
    }
  }
}
