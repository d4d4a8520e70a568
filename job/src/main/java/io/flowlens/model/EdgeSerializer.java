package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Edge} in about the length of its names. */
public final class EdgeSerializer extends CompactSerializer<Edge> {
  public static final EdgeSerializer INSTANCE = new EdgeSerializer();

  /** Both ends are in one account and region, which is then written once. */
  private static final int NEAR = 64;

  private static final NodeKind[] KINDS = NodeKind.values();
  private static final Access[] ACCESSES = Access.values();

  @Override
  public void serialize(Edge edge, DataOutputView out) throws IOException {
    boolean near =
        edge.from.account.equals(edge.to.account) && edge.from.region.equals(edge.to.region);
    out.writeByte(edge.access.ordinal() | (near ? NEAR : 0));
    writeNode(out, edge.from);
    if (near) {
      out.writeByte(edge.to.kind.ordinal());
      IdText.write(out, edge.to.name);
    } else {
      writeNode(out, edge.to);
    }
  }

  @Override
  public Edge deserialize(DataInputView in) throws IOException {
    int head = in.readByte();
    Access access = ACCESSES[head & ~NEAR];
    Node from = readNode(in);
    if ((head & NEAR) == 0) {
      return Edge.of(from, readNode(in), access);
    }
    NodeKind kind = KINDS[in.readByte()];
    return Edge.of(from, Node.of(kind, from.account, from.region, IdText.read(in)), access);
  }

  static void writeNode(DataOutputView out, Node node) throws IOException {
    out.writeByte(node.kind.ordinal());
    IdText.write(out, node.account);
    IdText.write(out, node.region);
    IdText.write(out, node.name);
  }

  static Node readNode(DataInputView in) throws IOException {
    NodeKind kind = KINDS[in.readByte()];
    return Node.of(kind, IdText.read(in), IdText.read(in), IdText.read(in));
  }

  @Override
  public TypeSerializerSnapshot<Edge> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<Edge> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
