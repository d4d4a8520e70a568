package io.flowlens.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Pane}: counters as varints, the sketch as its filled buckets only. */
public final class PaneSerializer extends CompactSerializer<Pane> {
  public static final PaneSerializer INSTANCE = new PaneSerializer();

  private static final Evidence[] EVIDENCE = Evidence.values();

  /** A pane that shares nothing with the other: panes grow while they rest in state. */
  @Override
  public Pane copy(Pane from) {
    return from.copy();
  }

  @Override
  public void serialize(Pane pane, DataOutputView out) throws IOException {
    serialize(pane, pane.start, out);
  }

  /** Writes a pane whose times are mostly near {@code about}, epoch milliseconds. */
  public void serialize(Pane pane, long about, DataOutputView out) throws IOException {
    writeNullable(out, pane.edge, EdgeSerializer.INSTANCE);
    out.writeByte(pane.evidence == null ? -1 : pane.evidence.ordinal());
    writeSigned(out, pane.start);
    writeCounts(
        out,
        pane.calls,
        pane.attempts - pane.calls,
        pane.ok,
        pane.failed,
        pane.retried,
        pane.readMilliUnits,
        pane.writeMilliUnits,
        pane.wastedWriteMilliUnits,
        pane.bytes,
        pane.records,
        pane.strongReads,
        pane.eventualReads,
        pane.coldStarts,
        pane.sampled,
        pane.unpaired,
        pane.late,
        pane.folded,
        pane.leftOutMilli);
    writeErrors(out, pane.errors);
    writeCount(out, pane.operations.size());
    for (Map.Entry<String, Long> operation : pane.operations.entrySet()) {
      IdText.write(out, operation.getKey());
      writeCount(out, operation.getValue());
    }
    pane.latency.write(out);
    pane.keys.write(out);
    writeCount(out, pane.exemplars.size());
    for (Exemplar exemplar : pane.exemplars) {
      Exemplars.write(out, exemplar, about);
    }
    PaneDetail.write(pane, about, out);
  }

  @Override
  public Pane deserialize(DataInputView in) throws IOException {
    Pane pane = readHead(in);
    readRest(pane, pane.start, in);
    return pane;
  }

  /** Reads what was written with times near {@code about}. */
  public Pane deserialize(long about, DataInputView in) throws IOException {
    Pane pane = readHead(in);
    readRest(pane, about, in);
    return pane;
  }

  private static Pane readHead(DataInputView in) throws IOException {
    Pane pane = new Pane();
    pane.edge = readNullable(in, EdgeSerializer.INSTANCE);
    int evidence = in.readByte();
    pane.evidence = evidence < 0 ? null : EVIDENCE[evidence];
    pane.start = readSigned(in);
    return pane;
  }

  private static void readRest(Pane pane, long about, DataInputView in) throws IOException {
    readCounts(pane, in);
    readErrors(in, pane.errors);
    for (long left = readCount(in); left > 0; left--) {
      pane.operations.put(IdText.read(in), readCount(in));
    }
    pane.latency.read(in);
    pane.keys.read(in);
    for (long left = readCount(in); left > 0; left--) {
      pane.exemplars.add(Exemplars.read(in, about));
    }
    PaneDetail.read(pane, about, in);
  }

  /** A bit for each count that is not 0, then these: most are 0 in most panes. */
  private static void writeCounts(DataOutputView out, long... counts) throws IOException {
    long present = 0;
    for (int i = 0; i < counts.length; i++) {
      present |= counts[i] == 0 ? 0 : 1L << i;
    }
    writeCount(out, present);
    for (long n : counts) {
      if (n != 0) {
        writeSigned(out, n);
      }
    }
  }

  private static void readCounts(Pane pane, DataInputView in) throws IOException {
    long present = readCount(in);
    pane.calls = next(in, present, 0);
    pane.attempts = pane.calls + next(in, present, 1);
    pane.ok = next(in, present, 2);
    pane.failed = next(in, present, 3);
    pane.retried = next(in, present, 4);
    pane.readMilliUnits = next(in, present, 5);
    pane.writeMilliUnits = next(in, present, 6);
    pane.wastedWriteMilliUnits = next(in, present, 7);
    pane.bytes = next(in, present, 8);
    pane.records = next(in, present, 9);
    pane.strongReads = next(in, present, 10);
    pane.eventualReads = next(in, present, 11);
    pane.coldStarts = next(in, present, 12);
    pane.sampled = next(in, present, 13);
    pane.unpaired = next(in, present, 14);
    pane.late = next(in, present, 15);
    pane.folded = next(in, present, 16);
    pane.leftOutMilli = next(in, present, 17);
  }

  private static long next(DataInputView in, long present, int position) throws IOException {
    return (present >>> position & 1) == 0 ? 0 : readSigned(in);
  }

  /** A bit for each class that has errors, then their counts: mostly one byte. */
  private static void writeErrors(DataOutputView out, long[] errors) throws IOException {
    int present = 0;
    for (int i = 0; i < errors.length; i++) {
      present |= errors[i] == 0 ? 0 : 1 << i;
    }
    out.writeByte(present);
    for (long n : errors) {
      if (n != 0) {
        writeCount(out, n);
      }
    }
  }

  private static void readErrors(DataInputView in, long[] errors) throws IOException {
    int present = in.readByte();
    for (int i = 0; i < errors.length; i++) {
      if ((present & 1 << i) != 0) {
        errors[i] = readCount(in);
      }
    }
  }

  @Override
  public TypeSerializerSnapshot<Pane> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Pane> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<Pane> {
    @Override
    public TypeInformation<Pane> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new CompactTypeInfo<>(Pane.class, INSTANCE);
    }
  }
}
