package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What Flink stores about a {@link CompactSerializer} beside the values: the version of the form.
 * Values of older versions are read as they are, because each value says its version; state of a
 * newer version is refused when the job starts.
 *
 * @param <T> the type that is serialized
 */
public abstract class CompactSnapshot<T> implements TypeSerializerSnapshot<T> {
  private final CompactSerializer<T> serializer;

  /** For a subclass with a public constructor without arguments, by which Flink finds it again. */
  protected CompactSnapshot(CompactSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public int getCurrentVersion() {
    return serializer.version();
  }

  @Override
  public void writeSnapshot(DataOutputView out) {
    // The version, which Flink writes, is all.
  }

  /**
   * Checks the version.
   *
   * @throws IOException if a newer version of flowlens wrote the state
   */
  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
    if (version < CompactSerializer.FIRST_VERSION || version > serializer.version()) {
      throw new IOException(
          serializer.getClass().getSimpleName()
              + " reads state of the versions "
              + CompactSerializer.FIRST_VERSION
              + " to "
              + serializer.version()
              + ", this one is of version "
              + version
              + ": it was written by a newer version of flowlens. Run that version, or start from a"
              + " snapshot that an older one took.");
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    // A serializer that was moved has a snapshot under its former name that extends this one.
    return getClass().isInstance(older)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
