package io.flowlens.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Any POJO, field by field, in a third of what Flink's own serializer writes: fields that hold
 * nothing take a bit, numbers are varints, points in time differences. Fields may come and go, as
 * with Flink's own, and state that Flink's own wrote is taken over.
 *
 * @param <T> a class that Flink takes for a POJO
 */
public final class FieldsSerializer<T> extends CompactSerializer<T> {
  private final transient FieldsLayout layout;
  private final Class<?> type;

  FieldsSerializer(FieldsLayout layout) {
    this.layout = layout;
    this.type = layout.type();
  }

  /** With the fields of today's class, also where Flink has sent it to another machine. */
  private Object readResolve() {
    return new FieldsSerializer<>(FieldsLayout.of(type));
  }

  /**
   * How Flink is to store a class.
   *
   * @throws RuntimeException if Flink does not take the class for a POJO
   */
  public static <T> CompactTypeInfo<T> of(Class<T> type) {
    return new CompactTypeInfo<>(type, new FieldsSerializer<>(FieldsLayout.of(type)));
  }

  /** A copy that shares nothing with the value, which changes while it rests in state. */
  @Override
  public T copy(T from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    layout.write(value, out, new NearNumbers());
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(DataInputView in) throws IOException {
    return (T) layout.read(in, new NearNumbers());
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FieldsSnapshot<>(layout);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldsSerializer && ((FieldsSerializer<?>) other).type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
