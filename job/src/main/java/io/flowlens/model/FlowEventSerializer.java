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
 * {@link FlowEvent}: what is unknown or usual takes a bit or a byte. A flow does not say its
 * version; what it is part of does.
 */
public final class FlowEventSerializer extends CompactSerializer<FlowEvent> {
  public static final FlowEventSerializer INSTANCE = new FlowEventSerializer();

  private static final int VERSION = 4;

  private static final int OK = 1;
  private static final int STRONG = 1 << 1;
  private static final int EVENTUAL = 1 << 2;
  private static final int COLD = 1 << 3;
  private static final int SAMPLED = 1 << 4;
  private static final int UNPAIRED = 1 << 5;
  private static final int SLOW = 1 << 6;
  private static final int ERRORS = 1 << 7;
  private static final int COUNTS = 1 << 8;
  private static final int ATTEMPTS_SHOWN = 1 << 9;
  private static final int VERSIONS = 1 << 10;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public void serialize(FlowEvent flow, DataOutputView out) throws IOException {
    writeCount(out, flags(flow));
    writeNullable(out, flow.edge, EdgeSerializer.INSTANCE);
    writeSigned(out, flow.time);
    writeText(out, flow.operation);
    writeCount(out, flow.calls);
    writeCount(out, flow.attempts);
    if (flow.errors != null) {
      for (int n : flow.errors) {
        writeCount(out, n);
      }
    }
    writeCount(out, flow.gaps == null ? 0 : flow.gaps.length);
    for (int i = 0; flow.gaps != null && i < flow.gaps.length; i++) {
      writeCount(out, flow.gaps[i]);
    }
    writeSigned(out, flow.latencyMicros);
    writeSigned(out, flow.readMilliUnits);
    writeSigned(out, flow.writeMilliUnits);
    writeSigned(out, flow.wastedWriteMilliUnits);
    writeCount(out, flow.bytes);
    writeCount(out, flow.records);
    if (flow.sampled) {
      writeCount(out, flow.leftOutMilli);
    }
    out.writeLong(flow.keyHash);
    out.writeLong(flow.deltaHash);
    if (flow.versionAfter != 0) {
      out.writeLong(flow.versionBefore);
      out.writeLong(flow.versionAfter);
    }
    out.writeLong(flow.instance);
    writeNullable(out, flow.batch, BatchSerializer.INSTANCE);
    IdText.write(out, flow.traceId);
    IdText.write(out, flow.requestId);
    if (flow.counts != null) {
      PaneSerializer.writeCounts(out, flow.counts);
    }
  }

  @Override
  public FlowEvent deserialize(DataInputView in) throws IOException {
    return deserialize(VERSION, in);
  }

  /** Reads a flow that was written in this version: in version 3 its flags took one byte. */
  static FlowEvent deserialize(int version, DataInputView in) throws IOException {
    int flags = version < VERSION ? in.readUnsignedByte() : (int) readCount(in);
    FlowEvent flow = new FlowEvent();
    flow.ok = (flags & OK) != 0;
    flow.attemptsShown = (flags & ATTEMPTS_SHOWN) != 0;
    flow.strongRead = (flags & STRONG) != 0;
    flow.eventualRead = (flags & EVENTUAL) != 0;
    flow.coldStart = (flags & COLD) != 0;
    flow.sampled = (flags & SAMPLED) != 0;
    flow.unpaired = (flags & UNPAIRED) != 0;
    flow.evidence = (flags & SLOW) != 0 ? Evidence.SLOW : Evidence.FAST;
    flow.edge = readNullable(in, EdgeSerializer.INSTANCE);
    flow.time = readSigned(in);
    flow.operation = readText(in);
    flow.calls = (int) readCount(in);
    flow.attempts = (int) readCount(in);
    if ((flags & ERRORS) != 0) {
      flow.errors = new int[ErrorClass.COUNT];
      for (int i = 0; i < flow.errors.length; i++) {
        flow.errors[i] = (int) readCount(in);
      }
    }
    int gaps = (int) readCount(in);
    if (gaps > 0) {
      flow.gaps = new int[gaps];
      for (int i = 0; i < gaps; i++) {
        flow.gaps[i] = (int) readCount(in);
      }
    }
    flow.latencyMicros = readSigned(in);
    flow.readMilliUnits = readSigned(in);
    flow.writeMilliUnits = readSigned(in);
    flow.wastedWriteMilliUnits = readSigned(in);
    flow.bytes = readCount(in);
    flow.records = (int) readCount(in);
    if (flow.sampled) {
      flow.leftOutMilli = (int) readCount(in);
    }
    flow.keyHash = in.readLong();
    flow.deltaHash = in.readLong();
    if ((flags & VERSIONS) != 0) {
      flow.versionBefore = in.readLong();
      flow.versionAfter = in.readLong();
    }
    flow.instance = in.readLong();
    flow.batch = readNullable(in, BatchSerializer.INSTANCE);
    flow.traceId = IdText.read(in);
    flow.requestId = IdText.read(in);
    if ((flags & COUNTS) != 0) {
      flow.counts = new long[Counter.POSITIONS];
      PaneSerializer.readCounts(in, flow.counts);
    }
    return flow;
  }

  private static int flags(FlowEvent flow) {
    return (flow.ok ? OK : 0)
        | (flow.strongRead ? STRONG : 0)
        | (flow.eventualRead ? EVENTUAL : 0)
        | (flow.coldStart ? COLD : 0)
        | (flow.sampled ? SAMPLED : 0)
        | (flow.unpaired ? UNPAIRED : 0)
        | (flow.evidence == Evidence.SLOW ? SLOW : 0)
        | (flow.errors != null ? ERRORS : 0)
        | (flow.counts != null ? COUNTS : 0)
        | (flow.attemptsShown ? ATTEMPTS_SHOWN : 0)
        | (flow.versionAfter != 0 ? VERSIONS : 0);
  }

  @Override
  public TypeSerializerSnapshot<FlowEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<FlowEvent> {
    public Snapshot() {
      super(INSTANCE);
    }
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<FlowEvent> {
    @Override
    public TypeInformation<FlowEvent> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new CompactTypeInfo<>(FlowEvent.class, INSTANCE);
    }
  }
}
