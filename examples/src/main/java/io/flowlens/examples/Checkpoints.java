package io.flowlens.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How far each shard has been read, in a file that is always whole. */
final class Checkpoints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDED = "ended";

  private final Path file;
  private final Map<String, String> lastRead = new TreeMap<>();

  /** What this file holds; nothing if it is not there. */
  Checkpoints(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    if (Files.exists(file)) {
      lastRead.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
    }
  }

  /** The sequence number of the shard's last record that was taken; null if none was. */
  String lastRead(String shard) {
    return lastRead.get(shard);
  }

  /** Whether the shard is closed and read to its end. */
  boolean ended(String shard) {
    return ENDED.equals(lastRead.get(shard));
  }

  void read(String shard, String sequence) throws IOException {
    lastRead.put(shard, sequence);
    save();
  }

  void end(String shard) throws IOException {
    read(shard, ENDED);
  }

  /** Forgets shards that the stream no longer has. */
  void keep(Collection<String> shards) throws IOException {
    if (lastRead.keySet().retainAll(shards)) {
      save();
    }
  }

  private void save() throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    JSON.writeValue(half.toFile(), lastRead);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
