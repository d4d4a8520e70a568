package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A hand-written binary form for a type of the hot path or of large state. Whole numbers are
 * written as varints, because almost all of them are small.
 *
 * <p>The form is a file format once a job has run. Each stored value says its version, or is part
 * of a value that does. A change needs a new version; the older ones are still read. Golden files
 * in the tests hold values of every version.
 *
 * @param <T> the type; its instances are immutable once handed on, unless {@link #copy} is
 *     overridden
 */
public abstract class CompactSerializer<T> extends TypeSerializerSingleton<T> {
  /** The version of every form up to 0.1.0-preview. */
  protected static final int FIRST_VERSION = 3;

  /** The version of the form that it writes; at least {@link #FIRST_VERSION}. */
  protected int version() {
    return FIRST_VERSION;
  }

  /**
   * Refuses a value of a version that it does not read.
   *
   * @param what is read, for the message
   * @param newest the newest version that it reads
   */
  protected static void checkVersion(String what, int version, int newest) throws IOException {
    if (version < FIRST_VERSION || version > newest) {
      throw new IOException(
          "a "
              + what
              + " in the state is of version "
              + version
              + ", this job reads "
              + FIRST_VERSION
              + " to "
              + newest
              + ": it was written by a newer version of flowlens. Run that version, or start from a"
              + " snapshot that an older one took.");
    }
  }

  /**
   * The same instance: what is handed on is never changed. Types that rest in state must override.
   */
  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public final T createInstance() {
    return null;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  /** Writes a number of at least 0 in one to ten bytes; small ones take one. */
  protected static void writeCount(DataOutputView out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeCount} wrote. */
  protected static long readCount(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Writes any number; ones near 0 take one byte. */
  protected static void writeSigned(DataOutputView out, long value) throws IOException {
    writeCount(out, (value << 1) ^ (value >> 63));
  }

  /** Reads what {@link #writeSigned} wrote. */
  protected static long readSigned(DataInputView in) throws IOException {
    long value = readCount(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Writes text that may be null. */
  protected static void writeText(DataOutputView out, String text) throws IOException {
    StringValue.writeString(text, out);
  }

  /** Reads what {@link #writeText} wrote. */
  protected static String readText(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }

  /** Writes bytes that may be null. */
  protected static void writeBytes(DataOutputView out, byte[] bytes) throws IOException {
    writeCount(out, bytes == null ? 0 : bytes.length + 1L);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  /** Reads what {@link #writeBytes} wrote. */
  protected static byte[] readBytes(DataInputView in) throws IOException {
    int length = (int) readCount(in) - 1;
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Writes a value that may be null with another serializer. */
  protected static <V> void writeNullable(DataOutputView out, V value, TypeSerializer<V> serializer)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      serializer.serialize(value, out);
    }
  }

  /** Reads what {@link #writeNullable} wrote. */
  protected static <V> V readNullable(DataInputView in, TypeSerializer<V> serializer)
      throws IOException {
    return in.readBoolean() ? serializer.deserialize(in) : null;
  }
}
