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
 * {@link SpanHalf}: a link is little more than its ids. A half does not say its version; what it is
 * part of does.
 */
public final class SpanHalfSerializer extends CompactSerializer<SpanHalf> {
  public static final SpanHalfSerializer INSTANCE = new SpanHalfSerializer();

  private static final SpanHalf.Role[] ROLES = SpanHalf.Role.values();

  @Override
  public void serialize(SpanHalf half, DataOutputView out) throws IOException {
    out.writeByte(half.role.ordinal());
    IdText.write(out, half.traceId);
    IdText.write(out, half.spanId);
    IdText.write(out, half.parentId);
    writeNode(out, half.node);
    writeNode(out, half.peer);
    writeNullable(out, half.flow, FlowEventSerializer.INSTANCE);
    writeSigned(out, half.time);
  }

  @Override
  protected int version() {
    return FlowEventSerializer.INSTANCE.version();
  }

  @Override
  public SpanHalf deserialize(DataInputView in) throws IOException {
    return deserialize(version(), in);
  }

  /** Reads a half that was written in this version, which is that of its flow. */
  public SpanHalf deserialize(int version, DataInputView in) throws IOException {
    SpanHalf half = new SpanHalf();
    half.role = ROLES[in.readByte()];
    half.traceId = IdText.read(in);
    half.spanId = IdText.read(in);
    half.parentId = IdText.read(in);
    half.node = readNode(in);
    half.peer = readNode(in);
    half.flow = in.readBoolean() ? FlowEventSerializer.deserialize(version, in) : null;
    half.time = readSigned(in);
    return half;
  }

  private static void writeNode(DataOutputView out, Node node) throws IOException {
    out.writeBoolean(node != null);
    if (node != null) {
      EdgeSerializer.writeNode(out, node);
    }
  }

  private static Node readNode(DataInputView in) throws IOException {
    return in.readBoolean() ? EdgeSerializer.readNode(in) : null;
  }

  @Override
  public TypeSerializerSnapshot<SpanHalf> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<SpanHalf> {
    public Snapshot() {
      super(INSTANCE);
    }
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<SpanHalf> {
    @Override
    public TypeInformation<SpanHalf> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new CompactTypeInfo<>(SpanHalf.class, INSTANCE);
    }
  }
}
