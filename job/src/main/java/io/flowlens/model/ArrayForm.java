package io.flowlens.model;

import java.io.IOException;
import java.lang.reflect.Array;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fields that hold an array of what has a form itself. An empty array is nothing. */
final class ArrayForm extends FieldForm {
  static final int CODE = 11;

  private final FieldForm element;

  ArrayForm(FieldForm element) {
    this.element = element;
  }

  @Override
  Object nothing() {
    return Array.newInstance(element.type(), 0);
  }

  @Override
  boolean isNothing(Object value) {
    return value != null && Array.getLength(value) == 0;
  }

  /** Writes 0 for null, else one more than the length; then a byte before each element. */
  @Override
  void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException {
    int length = value == null ? 0 : Array.getLength(value);
    CompactSerializer.writeCount(out, value == null ? 0 : length + 1L);
    for (int i = 0; i < length; i++) {
      Object each = Array.get(value, i);
      out.writeBoolean(!element.isNothing(each));
      if (!element.isNothing(each)) {
        element.write(each, out, numbers);
      }
    }
  }

  @Override
  Object read(DataInputView in, NearNumbers numbers) throws IOException {
    int length = (int) CompactSerializer.readCount(in) - 1;
    if (length < 0) {
      return null;
    }
    Object array = Array.newInstance(element.type(), length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, in.readBoolean() ? element.read(in, numbers) : element.nothing());
    }
    return array;
  }

  @Override
  int code() {
    return CODE;
  }

  @Override
  void describe(DataOutputView out) throws IOException {
    element.writeForm(out);
  }

  @Override
  boolean takes(FieldForm older) {
    FieldForm its = ((ArrayForm) older).element;
    return element.code() == its.code() && element.takes(its);
  }
}
