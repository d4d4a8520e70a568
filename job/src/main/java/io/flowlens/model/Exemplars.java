package io.flowlens.model;

import java.util.Comparator;
import java.util.List;

/**
 * Which flows a pane remembers by name: most attempts first, then failed before ok, then slowest;
 * ties by id.
 */
final class Exemplars {
  /** How many a pane keeps. */
  static final int MAX = 3;

  private static final Comparator<Exemplar> MOST_TELLING =
      Comparator.comparingInt((Exemplar e) -> -e.attempts)
          .thenComparing(e -> "ok".equals(e.outcome))
          .thenComparingLong(e -> -e.latencyMicros)
          .thenComparing(e -> e.traceId == null ? "" : e.traceId)
          .thenComparing(e -> e.requestId == null ? "" : e.requestId)
          .thenComparingLong(e -> e.at);

  private Exemplars() {}

  static void offer(List<Exemplar> kept, FlowEvent flow) {
    if (flow.traceId == null && flow.requestId == null) {
      return;
    }
    if (kept.size() == MAX && !mayBeat(flow, kept.get(MAX - 1))) {
      return;
    }
    Exemplar exemplar = new Exemplar();
    exemplar.traceId = flow.traceId;
    exemplar.requestId = flow.requestId;
    exemplar.latencyMicros = flow.latencyMicros;
    exemplar.outcome = flow.ok ? "ok" : lastFailure(flow);
    exemplar.at = flow.time;
    exemplar.attempts = flow.attempts;
    insert(kept, exemplar);
  }

  static void merge(List<Exemplar> kept, List<Exemplar> others) {
    for (Exemplar exemplar : others) {
      insert(kept, exemplar);
    }
  }

  private static boolean mayBeat(FlowEvent flow, Exemplar last) {
    return flow.attempts > last.attempts
        || (flow.attempts == last.attempts
            && (flow.ok
                ? flow.latencyMicros >= last.latencyMicros && "ok".equals(last.outcome)
                : true));
  }

  private static void insert(List<Exemplar> kept, Exemplar exemplar) {
    int at = kept.size();
    while (at > 0 && MOST_TELLING.compare(exemplar, kept.get(at - 1)) < 0) {
      at--;
    }
    if (at < MAX) {
      kept.add(at, exemplar);
      if (kept.size() > MAX) {
        kept.remove(MAX);
      }
    }
  }

  private static String lastFailure(FlowEvent flow) {
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (flow.errors != null && flow.errors[errorClass.ordinal()] > 0) {
        return errorClass.label();
      }
    }
    return ErrorClass.OTHER.label();
  }
}
