package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FieldsSerializerTest {
  private static final long AT = 1_795_514_400_000L;

  private final TypeSerializer<Memory> serializer =
      FieldsSerializer.of(Memory.class).createSerializer(new SerializerConfigImpl());

  @Test
  void whatHoldsNothingTakesAByte() throws IOException {
    Memory memory = new Memory();
    memory.never = 0;
    memory.count = 0;
    assertThat(bytes(serializer, memory)).hasSize(1);
    assertThat(again(memory)).usingRecursiveComparison().isEqualTo(memory);
  }

  @Test
  void everyFieldIsReadAsItWasWritten() throws IOException {
    Memory memory = full();
    assertThat(again(memory)).usingRecursiveComparison().isEqualTo(memory);
    assertThat(serializer.copy(memory)).usingRecursiveComparison().isEqualTo(memory);
  }

  @Test
  void nullIsNotTakenForEmptyNorEmptyForNull() throws IOException {
    Memory memory = new Memory();
    memory.bytes = null;
    memory.text = null;
    memory.parts = new Memory.Part[] {null, new Memory.Part()};
    memory.names = new ArrayList<>();
    Memory read = again(memory);
    assertThat(read).usingRecursiveComparison().isEqualTo(memory);
    assertThat(read.bytes).isNull();
    assertThat(read.parts[0]).isNull();
    assertThat(again(new Memory()).names).isNull();
  }

  @Test
  void aCopySharesNothingWithTheValue() {
    Memory memory = full();
    Memory copy = serializer.copy(memory);
    copy.parts[0].calls++;
    copy.bytes[0]++;
    assertThat(memory).usingRecursiveComparison().isEqualTo(full());
  }

  @Test
  void numbersOfAnySizeAreReadAsTheyWereWritten() throws IOException {
    List<Long> numbers = new ArrayList<>(List.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE));
    numbers.addAll(
        List.of(1L << 60, -(1L << 60), (1L << 60) + 1, AT, AT + 10_000, AT - 1, 1L << 35));
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      numbers.add(random.nextLong() >> random.nextInt(64));
      numbers.add(AT + random.nextInt(1_000_000));
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    NearNumbers writing = new NearNumbers();
    for (long number : numbers) {
      writing.write(number, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    NearNumbers reading = new NearNumbers();
    for (long number : numbers) {
      assertThat(reading.read(in)).isEqualTo(number);
    }
  }

  @Test
  void timesNearEachOtherTakeFewBytes() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    NearNumbers numbers = new NearNumbers();
    numbers.write(AT, out);
    int first = out.length();
    numbers.write(AT + 10_000, out);
    assertThat(first).isEqualTo(7);
    assertThat(out.length() - first).isEqualTo(3);
  }

  @Test
  void isReadAfterAFieldHasGoneAndAnotherHasCome() throws IOException {
    Memory memory = full();
    TypeSerializer<Memory> older = withFieldNamed("count", "mount");
    byte[] stored = bytes(serializer, memory);

    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(older.snapshotConfiguration())
                .isCompatibleAfterMigration())
        .isTrue();
    Memory expected = full();
    expected.count = new Memory().count;
    assertThat(older.deserialize(new DataInputDeserializer(stored)))
        .usingRecursiveComparison()
        .isEqualTo(expected);
  }

  @Test
  void aFieldWhoseTypeChangedIsRefused() throws IOException {
    // Under this name stood a number; today it is text.
    TypeSerializer<Memory> older = withFieldNamed("when", "text");
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(older.snapshotConfiguration())
                .isIncompatible())
        .isTrue();
  }

  @Test
  void takesOverWhatFlinksOwnSerializerWrote() {
    TypeSerializer<Memory> flinks =
        TypeInformation.of(Memory.class).createSerializer(new SerializerConfigImpl());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(flinks.snapshotConfiguration())
                .isCompatibleAfterMigration())
        .isTrue();
    TypeSerializer<Memory.Part> another =
        TypeInformation.of(Memory.Part.class).createSerializer(new SerializerConfigImpl());
    assertThat(snapshotOf(another)).satisfies(this::isRefused);
  }

  @Test
  void takesLessThanHalfOfWhatFlinksOwnSerializerWrites() throws IOException {
    TypeSerializer<Memory> flinks =
        TypeInformation.of(Memory.class).createSerializer(new SerializerConfigImpl());
    assertThat(bytes(serializer, full()).length).isLessThan(bytes(flinks, full()).length / 2);
  }

  @Test
  void aClassThatIsNoPojoIsRefused() {
    assertThatThrownBy(() -> FieldsSerializer.of(Pane.class)).isInstanceOf(RuntimeException.class);
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializerSnapshot<Memory> snapshotOf(TypeSerializer<?> other) {
    return (TypeSerializerSnapshot<Memory>) other.snapshotConfiguration();
  }

  private void isRefused(TypeSerializerSnapshot<Memory> older) {
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(older).isIncompatible())
        .isTrue();
  }

  /** The serializer as it would be restored, had a field once had another name. */
  private TypeSerializer<Memory> withFieldNamed(String today, String then) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    byte[] written = out.getCopyOfBuffer();
    String text = new String(written, StandardCharsets.ISO_8859_1);
    String renamed =
        text.replace(
            (char) 0 + "" + (char) today.length() + today,
            (char) 0 + "" + (char) then.length() + then);
    assertThat(renamed).isNotEqualTo(text);
    TypeSerializerSnapshot<Memory> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(renamed.getBytes(StandardCharsets.ISO_8859_1)),
            getClass().getClassLoader());
    return snapshot.restoreSerializer();
  }

  private Memory again(Memory memory) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes(serializer, memory)));
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static Memory full() {
    Memory memory = new Memory();
    memory.when = AT;
    memory.later = AT + 20_000;
    memory.count = -3;
    memory.share = 0.25f;
    memory.mean = 1.5;
    memory.active = true;
    memory.text = "Orders";
    memory.bytes = new byte[] {1, 2, 3};
    memory.node = Node.of(NodeKind.TABLE, "111122223333", "us-east-1", "Orders");
    memory.edge =
        Edge.of(
            Node.of(NodeKind.SERVICE, "111122223333", "us-east-1", "checkout"),
            memory.node,
            Access.WRITE);
    memory.access = Access.READ;
    memory.hashes = new long[] {4, 5};
    memory.part = new Memory.Part();
    memory.parts = new Memory.Part[] {new Memory.Part(), new Memory.Part()};
    memory.parts[0].calls = 7;
    memory.minutes = new byte[][] {{1}, {}};
    memory.names = List.of("a", "b");
    return memory;
  }

  /** Has a field of every form. */
  public static final class Memory {
    public long when;
    public long later;
    public long never = Long.MIN_VALUE;
    public int count = 9;
    public float share;
    public double mean;
    public boolean active;
    public String text = "";
    public byte[] bytes = new byte[0];
    public Node node;
    public Edge edge;
    public Access access;
    public long[] hashes;
    public Part part;
    public Part[] parts = new Part[0];
    public byte[][] minutes = new byte[0][];

    @TypeInfo(Pinned.Strings.class)
    public List<String> names;

    public Memory() {}

    /** A part of it. */
    public static final class Part {
      public long calls;

      public Part() {}
    }
  }
}
