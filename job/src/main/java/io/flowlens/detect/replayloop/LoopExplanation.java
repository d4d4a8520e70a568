package io.flowlens.detect.replayloop;

import io.flowlens.config.Settings;
import io.flowlens.model.Detail;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says how a table feeds itself through a function, at what rate, and how to end it. */
final class LoopExplanation implements Serializable {
  /** From here on each change is worked on more than twice. */
  private static final double WARNING_REPRODUCTION = 0.5;

  private final double costly;
  private final double runaway;
  private final double z;

  LoopExplanation(Settings settings) {
    costly = settings.get(ReplayLoopOptions.COSTLY);
    runaway = settings.get(ReplayLoopOptions.RUNAWAY);
    z = settings.get(ReplayLoopOptions.CONFIDENCE_Z);
  }

  /** The explanation; {@code writes} is null when the function wrote nothing in the pane. */
  Explanation of(Delivery delivery, LoopTraffic loop, boolean running, Pane writes) {
    Explanation explanation = new Explanation();
    explanation.severity = severity(loop, running);
    explanation.confidence = loop.sampled ? 0.8 : 0.95;
    explanation.summary = summary(delivery, loop, running);
    explanation.findings =
        List.of(delivery.ranAway ? "LOOP_RUNAWAY" : "LOOP_COSTLY", "OWN_WRITES_COME_BACK");
    explanation.measures = measures(loop, running);
    explanation.evidence = evidence(writes);
    explanation.counterEvidence = checks(loop);
    explanation.recommendations = advice(delivery, running);
    return explanation;
  }

  private static Severity severity(LoopTraffic loop, boolean running) {
    if (running) {
      return Severity.CRITICAL;
    }
    return loop.reproduction() >= WARNING_REPRODUCTION ? Severity.WARNING : Severity.INFO;
  }

  private String summary(Delivery delivery, LoopTraffic loop, boolean running) {
    return say(
        "%s feeds itself through %s: of %,d records of the table's stream in the last %s it made %s%,d writes to the"
            + " same table (R = %.2f), while others made %,d; %s.",
        delivery.edge.to.name,
        delivery.writes.to.name,
        loop.delivered,
        loop.span.label(),
        loop.own.isEstimate() ? "about " : "",
        loop.own.made,
        loop.reproduction(),
        loop.organic(),
        (running || !delivery.ranAway ? "" : "it ran away before; ") + end(loop, running));
  }

  private String end(LoopTraffic loop, boolean running) {
    if (running) {
      return "each change begets the next, and it does not end by itself";
    }
    String times = say("each change is worked on at least %.1f times", loop.workPerChange(z));
    return times
        + (loop.reproduction() < runaway
            ? " before it dies out"
            : ", and it may not end by itself");
  }

  private List<Measure> measures(LoopTraffic loop, boolean running) {
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
    List<EvidenceItem> items = new ArrayList<>();
    for (Exemplar exemplar :
        writes == null ? List.<Exemplar>of() : writes.get(Detail.EXEMPLARS).all()) {
      EvidenceItem item = new EvidenceItem();
      item.traceId = exemplar.traceId;
      item.requestId = exemplar.requestId;
      item.at = exemplar.at;
      item.note = "a write of the function to the table that woke it";
      items.add(item);
    }
    return items;
  }

  private List<String> checks(LoopTraffic loop) {
    List<String> checks = new ArrayList<>();
    checks.add(
        say(
            "Filter: the function was given %,d records although others made %s %,d changes, so its own writes"
                + " come back to it.",
            loop.delivered,
            loop.own.isEstimate() ? "at most" : "only",
            loop.own.changes - loop.own.atLeast(z)));
    checks.add("Catching up: the function was not down before, so this is no backlog.");
    checks.add(sampling(loop));
    checks.add("Amount: a batch write counts as one, so R may be higher than said.");
    return checks;
  }

  private String sampling(LoopTraffic loop) {
    if (loop.own.isEstimate()) {
      String traced =
          say(
              "Sampling: %,d of its writes were traced, in %,d invocations; ",
              loop.own.seen, loop.own.traces);
      return traced
          + (loop.own.isKnownByOthers()
              ? say(
                  "by the %,d traced writes of others, and what these stood for before it wrote, others made about"
                      + " %,.0f changes and it made about %,d, surely %,d.",
                  loop.own.others, loop.own.byOthers(), loop.own.made, loop.own.atLeast(z))
              : say(
                  "by the share of traces that is kept it made about %,d, and surely %,d.",
                  loop.own.made, loop.own.atLeast(z)));
    }
    return loop.sampled
        ? "Sampling: only a sample of its writes is told, and not of how many, so R is higher than said."
        : "Sampling: all writes are in the evidence.";
  }

  private static List<Recommendation> advice(Delivery delivery, boolean running) {
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

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
