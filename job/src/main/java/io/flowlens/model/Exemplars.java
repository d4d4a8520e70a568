package io.flowlens.model;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Which flows a pane remembers by name: most attempts first, then failed before ok, then slowest;
 * ties by id. Of the ordinary ones (ok at the first attempt) only the slowest is kept, so a healthy
 * edge stays small.
 */
final class Exemplars {
  /** How many a pane keeps. */
  static final int MAX = 3;

  private static final String OK = "ok";

  private static final Comparator<Exemplar> MOST_TELLING =
      Comparator.comparingInt((Exemplar e) -> -e.attempts)
          .thenComparing(e -> OK.equals(e.outcome))
          .thenComparingLong(e -> -e.latencyMicros)
          .thenComparing(e -> e.traceId == null ? "" : e.traceId)
          .thenComparing(e -> e.requestId == null ? "" : e.requestId)
          .thenComparingLong(e -> e.at);

  private Exemplars() {}

  static void offer(List<Exemplar> kept, FlowEvent flow) {
    if (flow.traceId == null && flow.requestId == null) {
      return;
    }
    if (!kept.isEmpty() && !mayEnter(flow, kept)) {
      return;
    }
    Exemplar exemplar = new Exemplar();
    exemplar.traceId = flow.traceId;
    exemplar.requestId = flow.requestId;
    exemplar.latencyMicros = flow.latencyMicros;
    exemplar.outcome = flow.ok ? OK : lastFailure(flow);
    exemplar.at = flow.time;
    exemplar.attempts = flow.attempts;
    insert(kept, exemplar);
  }

  static void merge(List<Exemplar> kept, List<Exemplar> others) {
    for (Exemplar exemplar : others) {
      insert(kept, exemplar);
    }
  }

  /** A cheap check that turns most ordinary flows away before an exemplar is made of them. */
  private static boolean mayEnter(FlowEvent flow, List<Exemplar> kept) {
    Exemplar last = kept.get(kept.size() - 1);
    if (flow.ok && flow.attempts == 1) {
      return ordinary(last) ? flow.latencyMicros >= last.latencyMicros : kept.size() < MAX;
    }
    return kept.size() < MAX || flow.attempts >= last.attempts;
  }

  private static boolean ordinary(Exemplar exemplar) {
    return exemplar.attempts == 1 && OK.equals(exemplar.outcome);
  }

  private static void insert(List<Exemplar> kept, Exemplar exemplar) {
    int at = kept.size();
    while (at > 0 && MOST_TELLING.compare(exemplar, kept.get(at - 1)) < 0) {
      at--;
    }
    kept.add(at, exemplar);
    int last = kept.size() - 1;
    // Ordinary flows sort last, so a second one is at the end.
    if (last >= MAX || (last > 0 && ordinary(kept.get(last - 1)))) {
      kept.remove(last);
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

  static void write(DataOutputView out, Exemplar exemplar, long about) throws IOException {
    IdText.write(out, exemplar.traceId);
    IdText.write(out, exemplar.requestId);
    CompactSerializer.writeSigned(out, exemplar.latencyMicros);
    IdText.write(out, OK.equals(exemplar.outcome) ? null : exemplar.outcome);
    CompactSerializer.writeSigned(out, exemplar.at - about);
    CompactSerializer.writeCount(out, exemplar.attempts);
  }

  static Exemplar read(DataInputView in, long about) throws IOException {
    Exemplar exemplar = new Exemplar();
    exemplar.traceId = IdText.read(in);
    exemplar.requestId = IdText.read(in);
    exemplar.latencyMicros = CompactSerializer.readSigned(in);
    String failure = IdText.read(in);
    exemplar.outcome = failure == null ? OK : failure;
    exemplar.at = about + CompactSerializer.readSigned(in);
    exemplar.attempts = (int) CompactSerializer.readCount(in);
    return exemplar;
  }
}
