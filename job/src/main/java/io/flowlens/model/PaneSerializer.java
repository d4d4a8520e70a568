package io.flowlens.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link Pane}: a head, then for counters and for parts a bit for each that is not empty, and
 * these. Most counters are 0 in most panes.
 *
 * <p>The head of version 3 was 0 or 1, whether an edge follows; since then its upper bits are the
 * version. In version 5 latency is stored in bits; a {@link LatencySketch} reads both forms.
 */
public final class PaneSerializer extends CompactSerializer<Pane> {
  public static final PaneSerializer INSTANCE = new PaneSerializer();

  private static final int VERSION = 5;
  private static final int VERSION_SHIFT = 3;
  private static final int EDGE = 1 << 2;
  private static final int EVIDENCE_BITS = EDGE - 1;

  private static final Evidence[] EVIDENCE = Evidence.values();
  private static final Detail<?>[] DETAILS = byPosition();

  private static Detail<?>[] byPosition() {
    Detail<?>[] details = new Detail<?>[Detail.POSITIONS];
    Detail.all().forEach(detail -> details[detail.position] = detail);
    return details;
  }

  @Override
  protected int version() {
    return VERSION;
  }

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
    int evidence = pane.evidence == null ? 0 : pane.evidence.ordinal() + 1;
    out.writeByte(VERSION << VERSION_SHIFT | (pane.edge == null ? 0 : EDGE) | evidence);
    if (pane.edge != null) {
      EdgeSerializer.INSTANCE.serialize(pane.edge, out);
    }
    writeSigned(out, pane.start);
    writeCounts(out, pane.counts());
    long present = 0;
    for (Detail<?> detail : DETAILS) {
      present |= detail != null && pane.has(detail) ? 1L << detail.position : 0;
    }
    writeCount(out, present);
    for (Detail<?> detail : DETAILS) {
      if (detail != null && pane.has(detail)) {
        pane.get(detail).write(out, about);
      }
    }
  }

  /** A bit for each counter that is not 0, then these. */
  static void writeCounts(DataOutputView out, long[] counts) throws IOException {
    long present = 0;
    for (int i = 0; i < counts.length; i++) {
      present |= counts[i] == 0 ? 0 : 1L << i;
    }
    writeCount(out, present);
    for (long n : counts) {
      if (n != 0) {
        writeCount(out, n);
      }
    }
  }

  @Override
  public Pane deserialize(DataInputView in) throws IOException {
    return deserialize(true, 0, in);
  }

  /** Reads what was written with times near {@code about}. */
  public Pane deserialize(long about, DataInputView in) throws IOException {
    return deserialize(false, about, in);
  }

  private static Pane deserialize(boolean isAboutStart, long about, DataInputView in)
      throws IOException {
    int head = in.readUnsignedByte();
    Pane pane = new Pane();
    if (head >>> VERSION_SHIFT == 0) {
      pane.edge = head == 0 ? null : EdgeSerializer.INSTANCE.deserialize(in);
      int evidence = in.readByte();
      pane.evidence = evidence < 0 ? null : EVIDENCE[evidence];
      pane.start = readSigned(in);
      PaneForm3.read(pane, isAboutStart ? pane.start : about, in);
    } else {
      checkVersion("pane", head >>> VERSION_SHIFT, VERSION);
      pane.edge = (head & EDGE) == 0 ? null : EdgeSerializer.INSTANCE.deserialize(in);
      int evidence = head & EVIDENCE_BITS;
      pane.evidence = evidence == 0 ? null : EVIDENCE[evidence - 1];
      pane.start = readSigned(in);
      read(pane, isAboutStart ? pane.start : about, in);
    }
    return pane;
  }

  private static void read(Pane pane, long about, DataInputView in) throws IOException {
    readCounts(in, pane.counts());
    long present = readCount(in);
    Forms.refuseUnknown("a part of a pane", present, DETAILS.length);
    for (Detail<?> detail : DETAILS) {
      if (detail != null && (present >>> detail.position & 1) != 0) {
        pane.get(detail).read(in, about);
      }
    }
  }

  /** Reads what {@link #writeCounts} wrote, into counters that are 0. */
  static void readCounts(DataInputView in, long[] counts) throws IOException {
    long present = readCount(in);
    Forms.refuseUnknown("a counter", present, counts.length);
    for (int i = 0; i < counts.length; i++) {
      if ((present >>> i & 1) != 0) {
        counts[i] = readCount(in);
      }
    }
  }

  @Override
  public TypeSerializerSnapshot<Pane> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<Pane> {
    public Snapshot() {
      super(INSTANCE);
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
