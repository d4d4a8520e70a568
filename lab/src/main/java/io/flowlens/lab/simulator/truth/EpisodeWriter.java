package io.flowlens.lab.simulator.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes faults as they really were, one JSON line each. */
public final class EpisodeWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EpisodeWriter() {}

  /** Writes them to this file. */
  public static void write(Path file, List<Episode> episodes) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Episode episode : episodes) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", episode.type());
        line.put("label", episode.label());
        line.put("onset", Instant.ofEpochMilli(episode.onset()).toString());
        line.put("end", Instant.ofEpochMilli(episode.end()).toString());
        episode.path().forEach(line.putArray("path")::add);
        out.write(JSON.writeValueAsString(line));
        out.newLine();
      }
    }
  }
}
