package io.flowlens.flow;

import io.flowlens.model.CompactSerializer;
import io.flowlens.model.CompactSnapshot;
import io.flowlens.model.CompactTypeInfo;
import io.flowlens.model.PaneSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RollupState} as a version byte, then its roll-ups. */
public final class RollupStateSerializer extends CompactSerializer<RollupState> {
  static final RollupStateSerializer INSTANCE = new RollupStateSerializer();
  static final CompactTypeInfo<RollupState> INFO =
      new CompactTypeInfo<>(RollupState.class, INSTANCE);

  private static final int CHANGED = 1;
  private static final int DONE = 1 << 1;

  @Override
  public RollupState copy(RollupState from) {
    RollupState copy = new RollupState();
    from.fiveMinutes.forEach((start, rollup) -> copy.fiveMinutes.put(start, rollup.copy()));
    from.hours.forEach((start, rollup) -> copy.hours.put(start, rollup.copy()));
    return copy;
  }

  @Override
  public void serialize(RollupState state, DataOutputView out) throws IOException {
    out.writeByte(version());
    write(state.fiveMinutes, out);
    write(state.hours, out);
  }

  private static void write(Map<Long, Rollup> rollups, DataOutputView out) throws IOException {
    writeCount(out, rollups.size());
    for (Map.Entry<Long, Rollup> rollup : rollups.entrySet()) {
      long start = rollup.getKey();
      writeSigned(out, start);
      out.writeByte(
          (rollup.getValue().changed ? CHANGED : 0) | (rollup.getValue().done ? DONE : 0));
      PaneSerializer.INSTANCE.serialize(rollup.getValue().counts, start, out);
    }
  }

  @Override
  public RollupState deserialize(DataInputView in) throws IOException {
    checkVersion("roll-up", in.readByte(), version());
    RollupState state = new RollupState();
    read(state.fiveMinutes, in);
    read(state.hours, in);
    return state;
  }

  private static void read(Map<Long, Rollup> rollups, DataInputView in) throws IOException {
    for (long left = readCount(in); left > 0; left--) {
      long start = readSigned(in);
      int flags = in.readByte();
      Rollup rollup = new Rollup();
      rollup.changed = (flags & CHANGED) != 0;
      rollup.done = (flags & DONE) != 0;
      rollup.counts = PaneSerializer.INSTANCE.deserialize(start, in);
      rollups.put(start, rollup);
    }
  }

  @Override
  public TypeSerializerSnapshot<RollupState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<RollupState> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
