package io.flowlens.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What Flink stores about a {@link FieldsSerializer} beside the values: the fields. Values that
 * were written with other fields, or by Flink's own serializer for POJOs, are written anew when a
 * job takes them over.
 *
 * @param <T> the class
 */
public final class FieldsSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private FieldsLayout layout;

  /** For Flink. */
  public FieldsSnapshot() {}

  FieldsSnapshot(FieldsLayout layout) {
    this.layout = layout;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    layout.describe(out);
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the state was written by a newer version of flowlens. Run that version, or start from a"
              + " snapshot that an older one took.");
    }
    layout = FieldsLayout.read(in, classes);
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new FieldsSerializer<>(layout);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    boolean isTaken;
    if (older instanceof FieldsSnapshot) {
      FieldsLayout before = ((FieldsSnapshot<T>) older).layout;
      if (Arrays.equals(described(layout), described(before))) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      isTaken = layout.takes(before);
    } else {
      isTaken =
          older instanceof PojoSerializerSnapshot
              && layout.type().isInstance(older.restoreSerializer().createInstance());
    }
    return isTaken
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private static byte[] described(FieldsLayout layout) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      layout.describe(out);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
