package io.flowlens.flow;

import io.flowlens.model.CompactSerializer;
import io.flowlens.model.CompactSnapshot;
import io.flowlens.model.CompactTypeInfo;
import io.flowlens.model.EdgeSerializer;
import io.flowlens.model.Pane;
import io.flowlens.model.PaneSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link EdgeState} as a version byte, then its fields; times as differences from the newest. */
public final class EdgeStateSerializer extends CompactSerializer<EdgeState> {
  static final EdgeStateSerializer INSTANCE = new EdgeStateSerializer();
  static final CompactTypeInfo<EdgeState> INFO = new CompactTypeInfo<>(EdgeState.class, INSTANCE);

  private static final int VERSION = 4;
  private static final int WITH_ROLLUPS = 4;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public EdgeState copy(EdgeState from) {
    EdgeState copy = new EdgeState();
    copy.edge = from.edge;
    from.open.forEach((start, pane) -> copy.open.put(start, pane.copy()));
    from.closed.forEach((start, pane) -> copy.closed.put(start, pane.copy()));
    from.slow.forEach((start, pane) -> copy.slow.put(start, pane.copy()));
    copy.changed.addAll(from.changed);
    copy.newest = from.newest;
    copy.newestFast = from.newestFast;
    copy.fast = from.fast;
    copy.finalUpTo = from.finalUpTo;
    copy.slowFinalUpTo = from.slowFinalUpTo;
    copy.rollupsAt = from.rollupsAt;
    copy.timer = from.timer;
    return copy;
  }

  @Override
  public void serialize(EdgeState state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    EdgeSerializer.INSTANCE.serialize(state.edge, out);
    writeSigned(out, state.newest);
    writePanes(out, state.open, state.newest);
    writePanes(out, state.closed, state.newest);
    writePanes(out, state.slow, state.newest);
    writeCount(out, state.changed.size());
    for (long window : state.changed) {
      writeSigned(out, window - state.newest);
    }
    writeSigned(out, state.newestFast - state.newest);
    writeCount(out, state.fast);
    writeSigned(out, state.finalUpTo - state.newest);
    writeSigned(out, state.slowFinalUpTo - state.newest);
    writeSigned(out, state.timer - state.newest);
    writeSigned(out, state.rollupsAt - state.newest);
  }

  @Override
  public EdgeState deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    checkVersion("edge", version, VERSION);
    EdgeState state = new EdgeState();
    state.edge = EdgeSerializer.INSTANCE.deserialize(in);
    state.newest = readSigned(in);
    readPanes(in, state.open, state.newest);
    readPanes(in, state.closed, state.newest);
    readPanes(in, state.slow, state.newest);
    for (long left = readCount(in); left > 0; left--) {
      state.changed.add(state.newest + readSigned(in));
    }
    state.newestFast = state.newest + readSigned(in);
    state.fast = readCount(in);
    state.finalUpTo = state.newest + readSigned(in);
    state.slowFinalUpTo = state.newest + readSigned(in);
    state.timer = state.newest + readSigned(in);
    if (version >= WITH_ROLLUPS) {
      state.rollupsAt = state.newest + readSigned(in);
    }
    return state;
  }

  private static void writePanes(DataOutputView out, Map<Long, Pane> panes, long about)
      throws IOException {
    writeCount(out, panes.size());
    for (Map.Entry<Long, Pane> pane : panes.entrySet()) {
      writeSigned(out, pane.getKey() - about);
      PaneSerializer.INSTANCE.serialize(pane.getValue(), pane.getKey(), out);
    }
  }

  private static void readPanes(DataInputView in, Map<Long, Pane> panes, long about)
      throws IOException {
    for (long left = readCount(in); left > 0; left--) {
      long start = about + readSigned(in);
      panes.put(start, PaneSerializer.INSTANCE.deserialize(start, in));
    }
  }

  @Override
  public TypeSerializerSnapshot<EdgeState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<EdgeState> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
