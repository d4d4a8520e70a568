package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How the values of one field of a POJO are stored by {@link FieldsSerializer}. */
abstract class FieldForm {
  /** What most values of such a field are: of it nothing is written. */
  abstract Object nothing();

  /** Whether a value is just that. */
  abstract boolean isNothing(Object value);

  /** Writes a value that is not nothing. */
  abstract void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException;

  /** Reads what {@link #write} wrote. */
  abstract Object read(DataInputView in, NearNumbers numbers) throws IOException;

  /** The type of the values; null where an array of them has no form of its own. */
  Class<?> type() {
    return null;
  }

  /** Which form it is, as a number that stays. */
  abstract int code();

  /** Writes what else must be known of the form to read its values; by default nothing. */
  void describe(DataOutputView out) throws IOException {
    // The code is all.
  }

  /** Whether values of the other form, which has the same code, are values of this one too. */
  boolean takes(FieldForm older) {
    return true;
  }

  /** The form of a field of this type. */
  static FieldForm of(TypeInformation<?> info, Class<?> type) {
    PlainForm plain = PlainForm.of(type);
    if (plain != null) {
      return plain;
    }
    if (info instanceof PojoTypeInfo) {
      return new PojoForm(FieldsLayout.of(type));
    }
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      Class<?> of = type.getComponentType();
      FieldForm element = of(TypeInformation.of(of), of);
      return element.type() == null ? other(info) : new ArrayForm(element);
    }
    return other(info);
  }

  private static FieldForm other(TypeInformation<?> info) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return new OtherForm(info.createSerializer(config));
  }

  /** Writes which form it is. */
  final void writeForm(DataOutputView out) throws IOException {
    out.writeByte(code());
    describe(out);
  }

  /** Reads what {@link #writeForm} wrote. */
  static FieldForm readForm(DataInputView in, ClassLoader classes) throws IOException {
    int code = in.readByte();
    switch (code) {
      case PojoForm.CODE:
        return new PojoForm(FieldsLayout.read(in, classes));
      case ArrayForm.CODE:
        return new ArrayForm(readForm(in, classes));
      case OtherForm.CODE:
        return new OtherForm(
            TypeSerializerSnapshot.readVersionedSnapshot(in, classes).restoreSerializer());
      default:
        return PlainForm.of(code);
    }
  }
}
