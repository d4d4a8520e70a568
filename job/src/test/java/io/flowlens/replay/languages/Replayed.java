package io.flowlens.replay.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a replay of an archive of calls has written. */
record Replayed(List<JsonNode> edges, List<JsonNode> anomalies, List<JsonNode> deadLetters) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes the calls as this language does, one file for each service, and replays them. */
  static Replayed of(Language language, List<Call> calls, Path folder) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path out = folder.resolve("out");
    for (Service service : Traffic.SERVICES) {
      List<Call> own = calls.stream().filter(call -> call.caller().equals(service)).toList();
      Files.write(in.resolve(service.name() + ".jsonl"), language.payloads(service, own));
    }
    int status =
        Replay.run(
            "--in",
            in.toString(),
            "--out",
            out.toString(),
            "--account",
            Service.ACCOUNT,
            "--region",
            "us-east-1");
    assertThat(status).isZero();
    return new Replayed(
        read(out.resolve("edges.jsonl")),
        read(out.resolve("anomalies.jsonl")),
        read(out.resolve("dead-letters.jsonl")));
  }

  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
