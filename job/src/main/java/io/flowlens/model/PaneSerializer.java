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
    writeNullable(out, pane.edge, EdgeSerializer.INSTANCE);
    out.writeByte(pane.evidence == null ? -1 : pane.evidence.ordinal());
    writeSigned(out, pane.start);
    writeCount(out, pane.calls);
    writeSigned(out, pane.attempts - pane.calls);
    writeCount(out, pane.ok);
    writeCount(out, pane.failed);
    writeCount(out, pane.retried);
    writeErrors(out, pane.errors);
    writeCount(out, pane.operations.size());
    for (Map.Entry<String, Long> operation : pane.operations.entrySet()) {
      writeText(out, operation.getKey());
      writeCount(out, operation.getValue());
    }
    pane.latency.write(out);
    writeCount(out, pane.readMilliUnits);
    writeCount(out, pane.writeMilliUnits);
    writeCount(out, pane.wastedWriteMilliUnits);
    writeCount(out, pane.bytes);
    writeCount(out, pane.records);
    writeCount(out, pane.strongReads);
    writeCount(out, pane.eventualReads);
    writeCount(out, pane.coldStarts);
    pane.keys.write(out);
    writeCount(out, pane.exemplars.size());
    for (Exemplar exemplar : pane.exemplars) {
      Exemplars.write(out, exemplar);
    }
    writeCount(out, pane.sampled);
    writeCount(out, pane.unpaired);
    writeCount(out, pane.late);
    writeCount(out, pane.folded);
    PaneDetail.write(pane, out);
  }

  @Override
  public Pane deserialize(DataInputView in) throws IOException {
    Pane pane = new Pane();
    pane.edge = readNullable(in, EdgeSerializer.INSTANCE);
    int evidence = in.readByte();
    pane.evidence = evidence < 0 ? null : EVIDENCE[evidence];
    pane.start = readSigned(in);
    pane.calls = readCount(in);
    pane.attempts = pane.calls + readSigned(in);
    pane.ok = readCount(in);
    pane.failed = readCount(in);
    pane.retried = readCount(in);
    readErrors(in, pane.errors);
    for (long left = readCount(in); left > 0; left--) {
      pane.operations.put(readText(in), readCount(in));
    }
    pane.latency.read(in);
    pane.readMilliUnits = readCount(in);
    pane.writeMilliUnits = readCount(in);
    pane.wastedWriteMilliUnits = readCount(in);
    pane.bytes = readCount(in);
    pane.records = readCount(in);
    pane.strongReads = readCount(in);
    pane.eventualReads = readCount(in);
    pane.coldStarts = readCount(in);
    pane.keys.read(in);
    for (long left = readCount(in); left > 0; left--) {
      pane.exemplars.add(Exemplars.read(in));
    }
    pane.sampled = readCount(in);
    pane.unpaired = readCount(in);
    pane.late = readCount(in);
    pane.folded = readCount(in);
    PaneDetail.read(pane, in);
    return pane;
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
