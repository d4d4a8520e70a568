package io.flowlens.flow;

import io.flowlens.model.CompactSerializer;
import io.flowlens.model.CompactTypeInfo;
import io.flowlens.model.EdgeSerializer;
import io.flowlens.model.Pane;
import io.flowlens.model.PaneSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link EdgeState} as a version byte, then its fields in order. */
public final class EdgeStateSerializer extends CompactSerializer<EdgeState> {
  static final EdgeStateSerializer INSTANCE = new EdgeStateSerializer();
  static final CompactTypeInfo<EdgeState> INFO = new CompactTypeInfo<>(EdgeState.class, INSTANCE);

  private static final int VERSION = 2;

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
    copy.timer = from.timer;
    return copy;
  }

  @Override
  public void serialize(EdgeState state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    EdgeSerializer.INSTANCE.serialize(state.edge, out);
    writePanes(out, state.open);
    writePanes(out, state.closed);
    writePanes(out, state.slow);
    writeCount(out, state.changed.size());
    for (long window : state.changed) {
      writeSigned(out, window);
    }
    writeSigned(out, state.newest);
    writeSigned(out, state.newestFast);
    writeCount(out, state.fast);
    writeSigned(out, state.finalUpTo);
    writeSigned(out, state.timer);
  }

  @Override
  public EdgeState deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("edge state of version " + version + "; this job reads " + VERSION);
    }
    EdgeState state = new EdgeState();
    state.edge = EdgeSerializer.INSTANCE.deserialize(in);
    readPanes(in, state.open);
    readPanes(in, state.closed);
    readPanes(in, state.slow);
    for (long left = readCount(in); left > 0; left--) {
      state.changed.add(readSigned(in));
    }
    state.newest = readSigned(in);
    state.newestFast = readSigned(in);
    state.fast = readCount(in);
    state.finalUpTo = readSigned(in);
    state.timer = readSigned(in);
    return state;
  }

  private static void writePanes(DataOutputView out, Map<Long, Pane> panes) throws IOException {
    writeCount(out, panes.size());
    for (Map.Entry<Long, Pane> pane : panes.entrySet()) {
      writeSigned(out, pane.getKey());
      PaneSerializer.INSTANCE.serialize(pane.getValue(), out);
    }
  }

  private static void readPanes(DataInputView in, Map<Long, Pane> panes) throws IOException {
    for (long left = readCount(in); left > 0; left--) {
      panes.put(readSigned(in), PaneSerializer.INSTANCE.deserialize(in));
    }
  }

  @Override
  public TypeSerializerSnapshot<EdgeState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EdgeState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
