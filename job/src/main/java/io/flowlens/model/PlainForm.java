package io.flowlens.model;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Fields of types that need no description. Numbers are varints, ids as {@link IdText} has them.
 */
final class PlainForm extends FieldForm {
  private static final byte[] NO_BYTES = {};

  private static final PlainForm[] ALL = {
    new PlainForm(1, long.class, 0L, (v, out, n) -> n.write((Long) v, out), (in, n) -> n.read(in)),
    new PlainForm(
        2, int.class, 0, (v, out, n) -> n.write((Integer) v, out), (in, n) -> (int) n.read(in)),
    new PlainForm(3, boolean.class, false, (v, out, n) -> {}, (in, n) -> true),
    new PlainForm(
        4, float.class, 0f, (v, out, n) -> out.writeFloat((Float) v), (in, n) -> in.readFloat()),
    new PlainForm(
        5,
        double.class,
        0d,
        (v, out, n) -> out.writeDouble((Double) v),
        (in, n) -> in.readDouble()),
    new PlainForm(
        6,
        String.class,
        "",
        (v, out, n) -> IdText.write(out, (String) v),
        (in, n) -> IdText.read(in)),
    new PlainForm(
        7,
        byte[].class,
        NO_BYTES,
        (v, out, n) -> CompactSerializer.writeBytes(out, (byte[]) v),
        (in, n) -> CompactSerializer.readBytes(in)),
    new PlainForm(
        8,
        Edge.class,
        null,
        (v, out, n) -> EdgeSerializer.INSTANCE.serialize((Edge) v, out),
        (in, n) -> EdgeSerializer.INSTANCE.deserialize(in)),
    new PlainForm(
        9,
        Node.class,
        null,
        (v, out, n) -> EdgeSerializer.writeNode(out, (Node) v),
        (in, n) -> EdgeSerializer.readNode(in)),
  };

  private final int code;
  private final Class<?> type;
  private final Object nothing;
  private final Writing writing;
  private final Reading reading;

  private PlainForm(int code, Class<?> type, Object nothing, Writing writing, Reading reading) {
    this.code = code;
    this.type = type;
    this.nothing = nothing;
    this.writing = writing;
    this.reading = reading;
  }

  /** The form of this type; null where it is none of these. */
  static PlainForm of(Class<?> type) {
    return Arrays.stream(ALL).filter(form -> form.type == type).findFirst().orElse(null);
  }

  /**
   * The form of this code.
   *
   * @throws IOException if there is none
   */
  static PlainForm of(int code) throws IOException {
    return Arrays.stream(ALL)
        .filter(form -> form.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "a field in the state has form "
                        + code
                        + ", which this version of flowlens does not know: it was written by a"
                        + " newer one. Run that version, or start from a snapshot that an older one"
                        + " took."));
  }

  @Override
  Object nothing() {
    return nothing;
  }

  @Override
  boolean isNothing(Object value) {
    return value instanceof byte[]
        ? ((byte[]) value).length == 0
        : value == null ? nothing == null : value.equals(nothing);
  }

  @Override
  void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException {
    writing.write(value, out, numbers);
  }

  @Override
  Object read(DataInputView in, NearNumbers numbers) throws IOException {
    return reading.read(in, numbers);
  }

  @Override
  Class<?> type() {
    return type;
  }

  @Override
  int code() {
    return code;
  }

  @FunctionalInterface
  private interface Writing {
    void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException;
  }

  @FunctionalInterface
  private interface Reading {
    Object read(DataInputView in, NearNumbers numbers) throws IOException;
  }
}
