package io.flowlens;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * One version of a state as a job has written it: what Flink remembers of its serializer, the bytes
 * of one value, and that value as JSON to read and to compare with.
 */
record GoldenState(String snapshot, String bytes, JsonNode value) {
  private static final Path FOLDER = Path.of("src/test/resources/io/flowlens/state");

  /** As this serializer writes this value today. */
  static GoldenState of(TypeSerializer<Object> serializer, Object value) throws IOException {
    DataOutputSerializer snapshot = new DataOutputSerializer(256);
    TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());
    DataOutputSerializer bytes = new DataOutputSerializer(256);
    serializer.serialize(value, bytes);
    return new GoldenState(text(snapshot), text(bytes), FieldJson.of(value));
  }

  /** All versions on file, the oldest first. */
  static List<GoldenState> versionsOf(String state) throws IOException {
    List<GoldenState> versions = new ArrayList<>();
    for (Path file = file(state, 1); Files.exists(file); file = file(state, versions.size() + 1)) {
      JsonNode content = FieldJson.MAPPER.readTree(file.toFile());
      versions.add(
          new GoldenState(
              content.get("snapshot").asText(),
              content.get("bytes").asText(),
              content.get("value")));
    }
    return versions;
  }

  /** Puts it on file as this version. */
  void write(String state, int version) throws IOException {
    Files.createDirectories(file(state, version).getParent());
    String content = FieldJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    Files.writeString(file(state, version), content + "\n");
  }

  static Path file(String state, int version) {
    return FOLDER.resolve(state + "." + version + ".json");
  }

  TypeSerializerSnapshot<Object> serializerSnapshot() throws IOException {
    return TypeSerializerSnapshot.readVersionedSnapshot(
        input(snapshot), GoldenState.class.getClassLoader());
  }

  /** Its value, read by the serializer it was written with. */
  Object read() throws IOException {
    return serializerSnapshot().restoreSerializer().deserialize(input(bytes));
  }

  private static DataInputDeserializer input(String text) {
    return new DataInputDeserializer(Base64.getDecoder().decode(text));
  }

  private static String text(DataOutputSerializer out) {
    return Base64.getEncoder().encodeToString(out.getCopyOfBuffer());
  }
}
