package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Edge} in about the length of its names. */
public final class EdgeSerializer extends CompactSerializer<Edge> {
  public static final EdgeSerializer INSTANCE = new EdgeSerializer();

  private static final NodeKind[] KINDS = NodeKind.values();
  private static final Access[] ACCESSES = Access.values();

  @Override
  public void serialize(Edge edge, DataOutputView out) throws IOException {
    out.writeByte(edge.access.ordinal());
    writeNode(out, edge.from);
    writeNode(out, edge.to);
  }

  @Override
  public Edge deserialize(DataInputView in) throws IOException {
    Access access = ACCESSES[in.readByte()];
    return Edge.of(readNode(in), readNode(in), access);
  }

  static void writeNode(DataOutputView out, Node node) throws IOException {
    out.writeByte(node.kind.ordinal());
    writeText(out, node.account);
    writeText(out, node.region);
    writeText(out, node.name);
  }

  static Node readNode(DataInputView in) throws IOException {
    NodeKind kind = KINDS[in.readByte()];
    return Node.of(kind, readText(in), readText(in), readText(in));
  }

  @Override
  public TypeSerializerSnapshot<Edge> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Edge> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
