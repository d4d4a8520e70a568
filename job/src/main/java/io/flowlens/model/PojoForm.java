package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fields that hold another POJO, or null. */
final class PojoForm extends FieldForm {
  static final int CODE = 10;

  final FieldsLayout layout;

  PojoForm(FieldsLayout layout) {
    this.layout = layout;
  }

  @Override
  Object nothing() {
    return null;
  }

  @Override
  boolean isNothing(Object value) {
    return value == null;
  }

  @Override
  void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException {
    layout.write(value, out, numbers);
  }

  @Override
  Object read(DataInputView in, NearNumbers numbers) throws IOException {
    return layout.read(in, numbers);
  }

  @Override
  Class<?> type() {
    return layout.type();
  }

  @Override
  int code() {
    return CODE;
  }

  @Override
  void describe(DataOutputView out) throws IOException {
    layout.describe(out);
  }

  @Override
  boolean takes(FieldForm older) {
    return layout.takes(((PojoForm) older).layout);
  }
}
