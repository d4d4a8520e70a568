package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Says how a table feeds itself through a function, at what rate, and how to end it. */
final class LoopExplanation implements Serializable {
  /** From here on each change is worked on more than twice. */
  private static final double WARNING_REPRODUCTION = 0.5;

  private static final double NOTEWORTHY = 0.05;

  private final double costly;
  private final double runaway;
  private final double z;

  LoopExplanation(Settings settings) {
    costly = settings.get(ReplayLoopOptions.COSTLY);
    runaway = settings.get(ReplayLoopOptions.RUNAWAY);
    z = settings.get(ReplayLoopOptions.CONFIDENCE_Z);
  }

  /** The explanation, with the function's writes in the pane as evidence. */
  Explanation of(FunctionDelivery delivery, LoopTraffic loop, boolean running, TablePane table) {
    Explanation explanation = new Explanation();
    explanation.severity = severity(loop, running);
    explanation.confidence = loop.sampled ? 0.8 : 0.95;
    explanation.since = delivery.loop.since;
    explanation.summary = summary(delivery, loop, running);
    explanation.findings =
        List.of(delivery.ranAway ? "LOOP_RUNAWAY" : "LOOP_COSTLY", "OWN_WRITES_COME_BACK");
    explanation.measures = measures(delivery.loop, loop, running);
    explanation.evidence = evidence(table.of(delivery.writes));
    explanation.counterEvidence = checks(delivery, loop, table.start);
    explanation.recommendations = advice(delivery, running);
    return explanation;
  }

  private static Severity severity(LoopTraffic loop, boolean running) {
    if (running) {
      return Severity.CRITICAL;
    }
    return loop.reproduction() >= WARNING_REPRODUCTION ? Severity.WARNING : Severity.INFO;
  }

  private String summary(FunctionDelivery delivery, LoopTraffic loop, boolean running) {
    LoopTotals all = delivery.loop;
    String about = loop.own.isEstimate() ? "about " : "";
    return Text.sentences(
        format(
            "%s feeds itself through %s since %s",
            delivery.edge.to.name, delivery.writes.to.name, Waiting.clock(all.since)),
        end(loop, running),
        format(
            "For %,d records of the table's stream it made %s%,d writes to the same table (R = %.2f), while others"
                + " made %,d",
            all.delivered, about, all.own, all.reproduction(), all.others),
        lately(all, loop),
        running || !delivery.ranAway ? "" : "it ran away before");
  }

  /** What is so now, where the whole would hide it. */
  private static String lately(LoopTotals all, LoopTraffic loop) {
    return Math.abs(all.reproduction() - loop.reproduction()) < NOTEWORTHY
        ? ""
        : format("In the last %s R was %.2f", loop.window.label(), loop.reproduction());
  }

  private String end(LoopTraffic loop, boolean running) {
    if (running) {
      return "each change causes at least one more, and it does not end by itself";
    }
    String times = format("each change is processed at least %.1f times", loop.workPerChange(z));
    return times
        + (loop.reproduction() < runaway
            ? " before it dies out"
            : ", and it may not end by itself");
  }

  private List<Measure> measures(LoopTotals all, LoopTraffic loop, boolean running) {
    List<Measure> measures = new ArrayList<>();
    long samples = loop.own.isEstimate() ? loop.own.seen : loop.delivered;
    measures.add(
        Measure.of(
            "reproduction-number",
            "1",
            loop.reproduction(),
            0,
            running ? runaway : costly,
            samples));
    measures.add(
        Measure.of(
            "reproduction-number-of-all", "1", all.reproduction(), 0, Double.NaN, all.delivered));
    measures.add(
        Measure.of("peak-reproduction-number", "1", all.peak, 0, Double.NaN, all.delivered));
    measures.add(
        Measure.of("work-per-change", "1", loop.workPerChange(z), 1, 1 / (1 - costly), samples));
    measures.add(
        Measure.of(
            "own-writes", "writes", (double) loop.own.made, 0, Double.NaN, loop.own.changes));
    measures.add(
        Measure.of(
            "writes-by-others",
            "writes",
            (double) loop.organic(),
            Double.NaN,
            Double.NaN,
            loop.own.changes));
    return measures;
  }

  private static List<EvidenceItem> evidence(Pane writes) {
    return ExemplarEvidence.of(
        writes, any -> true, any -> "a write of the function to the table that woke it");
  }

  private List<String> checks(FunctionDelivery delivery, LoopTraffic loop, long now) {
    List<String> checks = new ArrayList<>();
    checks.add(
        format(
            "Filter: the function was given %,d records although others made %s %,d changes, so its own writes"
                + " come back to it.",
            loop.delivered,
            loop.own.isEstimate() ? "at most" : "only",
            loop.own.changes - loop.own.atLeast(z)));
    checks.add(Backlog.check(delivery, now));
    if (delivery.loop.peakAt > 0) {
      checks.add(
          format(
              "Worst minute: R = %.2f in the minute up to %s.",
              delivery.loop.peak, Waiting.clock(delivery.loop.peakAt)));
    }
    checks.add(sampling(loop));
    checks.add("Amount: a batch write counts as one, so R may be higher than said.");
    return checks;
  }

  private String sampling(LoopTraffic loop) {
    if (loop.own.isEstimate()) {
      String traced =
          format(
              "Sampling: %,d of its writes were traced, in %,d invocations; ",
              loop.own.seen, loop.own.traces);
      return traced
          + (loop.own.isKnownByOthers()
              ? format(
                  "by the %,d traced writes of others, and what these stood for before it wrote, others made about"
                      + " %,.0f changes and it made about %,d, surely %,d.",
                  loop.own.others, loop.own.byOthers(), loop.own.made, loop.own.atLeast(z))
              : format(
                  "by the share of traces that is kept it made about %,d, and surely %,d.",
                  loop.own.made, loop.own.atLeast(z)));
    }
    return loop.sampled
        ? "Sampling: only a sample of its writes is seen, and of unknown size, so R is higher than stated."
        : "Sampling: all writes are in the evidence.";
  }

  private static List<Recommendation> advice(FunctionDelivery delivery, boolean running) {
    String function = delivery.edge.to.name;
    String mapping = "event source mapping of " + function + " on " + delivery.edge.from.name;
    List<Recommendation> advice = new ArrayList<>();
    if (running) {
      advice.add(
          Recommendation.of(
              "Stop it now",
              mapping + ": Enabled = false",
              "It does not end by itself, and Lambda's own loop detection does not see loops through DynamoDB."));
    }
    advice.add(
        Recommendation.of(
            "Keep the function's own writes from waking it",
            mapping + ": FilterCriteria on an attribute that the function sets",
            "Records that the filter drops cost no invocation."));
    advice.add(
        Recommendation.of(
            "Write only what changes something",
            function + ": compare with NewImage, or write to another table",
            "A write that changes nothing makes no stream record, so the loop ends there."));
    return advice;
  }
}
