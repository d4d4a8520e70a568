package io.flowlens.detect.batchflood;

import static io.flowlens.detect.batchflood.FloodText.rate;
import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.name;

import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** What helps against a backlog. */
final class FloodAdvice {
  /** A lower rate is not worth a word. */
  private static final double LEAST = 0.1;

  private FloodAdvice() {}

  /**
   * Records a second that the publisher could have sent: what the consumer takes at most, less what
   * others usually send. 0 where that is not known.
   */
  static double fineRate(Behind behind) {
    Flooding flooding = behind.flooding;
    double others = Math.max(0, flooding.usualArrivals);
    double rate = flooding.drain - others;
    return flooding.publisher == null || flooding.drain <= 0 || rate < LEAST ? 0 : rate;
  }

  static List<Recommendation> of(Behind behind, boolean expires) {
    List<Recommendation> advice = new ArrayList<>();
    double fine = fineRate(behind);
    if (fine > 0) {
      advice.add(
          Recommendation.of(
              format("Send at most %s records a second", rate(fine)),
              name(behind.flooding.publisher.from),
              format(
                  "%s has taken %s a second at most since then, and others usually send %s.",
                  name(behind.consumer.edge.to),
                  rate(behind.flooding.drain),
                  rate(Math.max(0, behind.flooding.usualArrivals)))));
    }
    if (behind.flooding.kind != Kind.FLOOD) {
      advice.add(
          Recommendation.of(
              "Look up what became slow: its duration, its concurrency, what it calls",
              name(behind.consumer.edge.to),
              "No more arrives than usual, or nothing shows it."));
    }
    advice.add(capacity(behind.channel.source(), name(behind.consumer.edge.to)));
    if (expires) {
      advice.add(retention(behind.channel.source(), name(behind.consumer.edge.to)));
    }
    return advice;
  }

  private static Recommendation capacity(Node source, String consumer) {
    return source.kind == NodeKind.QUEUE
        ? Recommendation.of(
            "Raise the maximum concurrency, or the batch size",
            consumer + ": event source mapping of " + name(source),
            "More messages are then taken at the same time.")
        : Recommendation.of(
            "Raise ParallelizationFactor (up to 10), or the batch size",
            consumer + ": event source mapping of " + name(source),
            "Each shard is worked on by one invocation at a time by default.");
  }

  private static Recommendation retention(Node source, String consumer) {
    if (source.kind == NodeKind.CHANGE_STREAM) {
      return Recommendation.of(
          "Pause the publisher until the consumer has caught up",
          name(source) + ": its writers",
          "A table's change stream keeps records for 24 h, which cannot be changed.");
    }
    return Recommendation.of(
        "Keep records for longer",
        source.kind == NodeKind.QUEUE
            ? name(source) + ": MessageRetentionPeriod, up to 14 days"
            : name(source) + ": IncreaseStreamRetentionPeriod, up to 365 days",
        "They then wait for " + consumer + " instead of being lost.");
  }
}
