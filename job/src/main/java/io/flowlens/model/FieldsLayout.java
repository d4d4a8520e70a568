package io.flowlens.model;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The fields of a POJO in the order in which they are stored. A value is a bit for each field that
 * is not nothing (0, false, null, empty), and these fields.
 */
final class FieldsLayout {
  private static final int MOST_FIELDS = 63;

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<String> names = new ArrayList<>();
  private final List<FieldForm> forms = new ArrayList<>();

  /** The fields of today's class; null for one that it has no more. */
  private final List<Field> fields = new ArrayList<>();

  private FieldsLayout(Class<?> type) {
    this.type = type;
    try {
      constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no constructor without arguments", e);
    }
  }

  /**
   * Of a class as it is today.
   *
   * @throws RuntimeException if Flink does not take it for a POJO, or it has too many fields
   */
  static FieldsLayout of(Class<?> type) {
    PojoTypeInfo<?> info = (PojoTypeInfo<?>) Types.POJO(type);
    FieldsLayout layout = new FieldsLayout(type);
    for (int i = 0; i < info.getArity(); i++) {
      Field field = info.getPojoFieldAt(i).getField();
      FieldForm form = FieldForm.of(info.getPojoFieldAt(i).getTypeInformation(), field.getType());
      layout.add(field.getName(), form, field);
    }
    if (layout.names.size() > MOST_FIELDS) {
      throw new IllegalArgumentException(type + " has more than " + MOST_FIELDS + " fields");
    }
    return layout;
  }

  private void add(String name, FieldForm form, Field field) {
    names.add(name);
    forms.add(form);
    fields.add(field);
    if (field != null) {
      field.setAccessible(true);
    }
  }

  Class<?> type() {
    return type;
  }

  void write(Object value, DataOutputView out, NearNumbers numbers) throws IOException {
    Object[] values = new Object[forms.size()];
    long present = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = get(fields.get(i), value, forms.get(i));
      present |= forms.get(i).isNothing(values[i]) ? 0 : 1L << i;
    }
    CompactSerializer.writeCount(out, present);
    for (int i = 0; i < values.length; i++) {
      if ((present >>> i & 1) != 0) {
        forms.get(i).write(values[i], out, numbers);
      }
    }
  }

  Object read(DataInputView in, NearNumbers numbers) throws IOException {
    try {
      Object value = constructor.newInstance();
      long present = CompactSerializer.readCount(in);
      for (int i = 0; i < forms.size(); i++) {
        FieldForm form = forms.get(i);
        Object of = (present >>> i & 1) == 0 ? form.nothing() : form.read(in, numbers);
        if (fields.get(i) != null) {
          fields.get(i).set(value, of);
        }
      }
      return value;
    } catch (ReflectiveOperationException e) {
      throw new IOException("cannot make a " + type.getName(), e);
    }
  }

  private static Object get(Field field, Object of, FieldForm form) throws IOException {
    try {
      return field == null ? form.nothing() : field.get(of);
    } catch (IllegalAccessException e) {
      throw new IOException("cannot read " + field, e);
    }
  }

  /** Writes what must be known to read values later: the class, and names and forms of fields. */
  void describe(DataOutputView out) throws IOException {
    out.writeUTF(type.getName());
    out.writeByte(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.writeUTF(names.get(i));
      forms.get(i).writeForm(out);
    }
  }

  /** Reads what {@link #describe} wrote. */
  static FieldsLayout read(DataInputView in, ClassLoader classes) throws IOException {
    String name = in.readUTF();
    FieldsLayout layout;
    try {
      layout = new FieldsLayout(Class.forName(name, true, classes));
    } catch (ClassNotFoundException e) {
      throw new IOException("the state holds a " + name + ", which flowlens does not know", e);
    }
    for (int left = in.readByte(); left > 0; left--) {
      String field = in.readUTF();
      layout.add(field, FieldForm.readForm(in, classes), find(layout.type, field));
    }
    return layout;
  }

  private static Field find(Class<?> type, String name) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    return null;
  }

  /** Whether values that were written with the older layout can be written with this one. */
  boolean takes(FieldsLayout older) {
    Map<String, FieldForm> its = new HashMap<>();
    for (int i = 0; i < older.names.size(); i++) {
      its.put(older.names.get(i), older.forms.get(i));
    }
    boolean all = type == older.type;
    for (int i = 0; i < names.size(); i++) {
      FieldForm before = its.get(names.get(i));
      FieldForm now = forms.get(i);
      all &= before == null || (before.code() == now.code() && now.takes(before));
    }
    return all;
  }
}
