package io.flowlens.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The flows worth a closer look: most attempts first, then failed before ok, then slowest; ties by
 * id. Of the ordinary ones (ok at the first attempt) only the slowest is kept, so a healthy edge
 * stays small.
 */
public final class Exemplars implements Mergeable<Exemplars> {
  /** How many a pane keeps. */
  static final int MAX = 3;

  private static final String OK = "ok";

  private static final Comparator<Exemplar> WORST_FIRST =
      Comparator.comparingInt((Exemplar e) -> -e.attempts)
          .thenComparing(e -> OK.equals(e.outcome))
          .thenComparingLong(e -> -e.latencyMicros)
          .thenComparing(e -> e.traceId == null ? "" : e.traceId)
          .thenComparing(e -> e.requestId == null ? "" : e.requestId)
          .thenComparingLong(e -> e.at);

  private final List<Exemplar> kept = new ArrayList<>(MAX);

  /** Adds a flow, if it has an id and is worth more than those that are kept. */
  void offer(FlowEvent flow) {
    if (flow.traceId == null && flow.requestId == null) {
      return;
    }
    if (!kept.isEmpty() && !mayEnter(flow)) {
      return;
    }
    Exemplar exemplar = new Exemplar();
    exemplar.traceId = flow.traceId;
    exemplar.requestId = flow.requestId;
    exemplar.latencyMicros = flow.latencyMicros;
    exemplar.outcome = flow.ok ? OK : lastFailure(flow);
    exemplar.at = flow.time;
    exemplar.attempts = flow.attempts;
    add(exemplar);
  }

  /** The flows, worst first. */
  public List<Exemplar> all() {
    return Collections.unmodifiableList(kept);
  }

  @Override
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  @Override
  public void merge(Exemplars others) {
    others.kept.forEach(this::add);
  }

  /** A cheap check that turns most ordinary flows away before an exemplar is made of them. */
  private boolean mayEnter(FlowEvent flow) {
    Exemplar last = kept.get(kept.size() - 1);
    if (flow.ok && flow.attempts == 1) {
      return ordinary(last) ? flow.latencyMicros >= last.latencyMicros : kept.size() < MAX;
    }
    return kept.size() < MAX || flow.attempts >= last.attempts;
  }

  private static boolean ordinary(Exemplar exemplar) {
    return exemplar.attempts == 1 && OK.equals(exemplar.outcome);
  }

  /** Adds one, if it is worth more than those that are kept. */
  public void add(Exemplar exemplar) {
    int at = kept.size();
    while (at > 0 && WORST_FIRST.compare(exemplar, kept.get(at - 1)) < 0) {
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

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    CompactSerializer.writeCount(out, kept.size());
    for (Exemplar exemplar : kept) {
      write(out, exemplar, about);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (long left = CompactSerializer.readCount(in); left > 0; left--) {
      kept.add(readOne(in, about));
    }
  }

  private static void write(DataOutputView out, Exemplar exemplar, long about) throws IOException {
    IdText.write(out, exemplar.traceId);
    IdText.write(out, exemplar.requestId);
    CompactSerializer.writeSigned(out, exemplar.latencyMicros);
    IdText.write(out, OK.equals(exemplar.outcome) ? null : exemplar.outcome);
    CompactSerializer.writeSigned(out, exemplar.at - about);
    CompactSerializer.writeCount(out, exemplar.attempts);
  }

  private static Exemplar readOne(DataInputView in, long about) throws IOException {
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
