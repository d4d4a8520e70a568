package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fields of any other type, such as lists and enumerations: as Flink stores them. */
final class OtherForm extends FieldForm {
  static final int CODE = 12;

  private final TypeSerializer<Object> serializer;

  @SuppressWarnings("unchecked")
  OtherForm(TypeSerializer<?> serializer) {
    this.serializer = (TypeSerializer<Object>) serializer;
  }

  @Override
  Object nothing() {
    return null;
  }

  @Override
  boolean isNothing(Object value) {
    return value == null;
  }

  /** Uses a duplicate: Flink's serializers may serve one thread only. */
  @Override
  void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException {
    serializer.duplicate().serialize(value, out);
  }

  @Override
  Object read(DataInputView in, NearNumbers numbers) throws IOException {
    return serializer.duplicate().deserialize(in);
  }

  @Override
  int code() {
    return CODE;
  }

  @Override
  void describe(DataOutputView out) throws IOException {
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
  }

  @Override
  boolean takes(FieldForm older) {
    return !serializer
        .snapshotConfiguration()
        .resolveSchemaCompatibility(((OtherForm) older).serializer.snapshotConfiguration())
        .isIncompatible();
  }
}
