package io.flowlens.flow;

import io.flowlens.model.CompactSerializer;
import io.flowlens.model.CompactSnapshot;
import io.flowlens.model.CompactTypeInfo;
import io.flowlens.model.SpanHalfSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link TraceState} as a version byte, then its entries. */
public final class TraceStateSerializer extends CompactSerializer<TraceState> {
  static final TraceStateSerializer INSTANCE = new TraceStateSerializer();
  static final CompactTypeInfo<TraceState> INFO = new CompactTypeInfo<>(TraceState.class, INSTANCE);

  private static final int VERSION = 4;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public TraceState copy(TraceState from) {
    TraceState copy = new TraceState();
    copy.timer = from.timer;
    for (TraceState.Entry entry : from.halves) {
      TraceState.Entry twin = new TraceState.Entry(entry.half);
      twin.done = entry.done;
      twin.servers = entry.servers;
      twin.failedServers = entry.failedServers;
      copy.halves.add(twin);
    }
    return copy;
  }

  @Override
  public void serialize(TraceState state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    writeSigned(out, state.timer);
    writeCount(out, state.halves.size());
    for (TraceState.Entry entry : state.halves) {
      SpanHalfSerializer.INSTANCE.serialize(entry.half, out);
      out.writeBoolean(entry.done);
      writeCount(out, entry.servers);
      writeCount(out, entry.failedServers);
    }
  }

  @Override
  public TraceState deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    checkVersion("trace", version, VERSION);
    TraceState state = new TraceState();
    state.timer = readSigned(in);
    for (long left = readCount(in); left > 0; left--) {
      TraceState.Entry entry =
          new TraceState.Entry(SpanHalfSerializer.INSTANCE.deserialize(version, in));
      entry.done = in.readBoolean();
      entry.servers = (int) readCount(in);
      entry.failedServers = (int) readCount(in);
      state.halves.add(entry);
    }
    return state;
  }

  @Override
  public TypeSerializerSnapshot<TraceState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<TraceState> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
