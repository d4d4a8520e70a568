package io.flowlens.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that {@code scripts/replay} runs. */
class ReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("src/test/resources/io/flowlens/ingest");

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void everyFaultOfArgumentsAndPropertiesIsToldAtOnce() throws IOException {
    Path properties =
        write(
            "properties.json",
            "[",
            group("Aliases", "role", "table:Orders") + ",",
            group("Detector.retry-cascade", "retry.budgett", "1"),
            "]");
    PrintStream terminal = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, UTF_8));
    int status;
    try {
      status = replay("--account", "1", "--properties", properties.toString());
    } finally {
      System.setErr(terminal);
    }
    assertThat(status).isEqualTo(2);
    assertThat(told.toString(UTF_8))
        .contains("holds no file named *.jsonl")
        .contains("--account 1 is not twelve digits")
        .contains("retry.budgett is unknown: did you mean retry.budget?")
        .contains("role is table:Orders, but an alias is")
        .contains("Usage: scripts/replay");
    assertThat(out).doesNotExist();
  }

  @Test
  void aliasesAndLimitsOfThePropertiesHold() throws IOException {
    lines("a.jsonl", sample("cloudtrail-event/put-item.json"), "{\"a\":" + "[".repeat(20));
    Path properties =
        write(
            "properties.json",
            "[",
            group("Aliases", "checkout-role", "service:checkout") + ",",
            group("Ingest", "max.json.depth", "16"),
            "]");
    assertThat(replay("--properties", properties.toString())).isZero();
    assertThat(results("edges")).hasSize(1);
    assertThat(results("edges").get(0).at("/from/name").asText()).isEqualTo("checkout");
    assertThat(results("dead-letters").get(0).get("reason").asText()).isEqualTo("too-deep");
  }

  @Test
  void aDeadLetterInPartsIsPutTogetherAgain() throws IOException {
    byte[] record = sample("dynamodb-change/insert-microseconds.json").getBytes(UTF_8);
    List<String> parts = parts(record, 3, "7");
    lines("later.jsonl", parts.get(2), parts.get(0), parts.get(2));
    lines("sooner.jsonl", parts.get(1), parts.get(0));
    assertThat(replay()).isZero();
    assertThat(results("edges")).hasSize(1);
    assertThat(results("edges").get(0).get("calls").asInt()).isEqualTo(1);
    assertThat(results("dead-letters")).isEmpty();
  }

  @Test
  void aPartWhoseOthersAreMissingIsADeadLetterThatSaysSo() throws IOException {
    byte[] record = sample("dynamodb-change/insert-microseconds.json").getBytes(UTF_8);
    List<String> parts = parts(record, 3, "7");
    String ofAnother = parts(record, 3, "8").get(1);
    lines("a.jsonl", parts.get(0), parts.get(2), ofAnother);
    assertThat(replay()).isZero();
    assertThat(results("edges")).isEmpty();
    assertThat(results("dead-letters"))
        .extracting(letter -> letter.get("reason").asText() + ": " + letter.get("detail").asText())
        .containsExactlyInAnyOrder(
            "missing-parts: This is part 1 of 3 of a dead letter, and others are missing.",
            "missing-parts: This is part 3 of 3 of a dead letter, and others are missing.",
            "missing-parts: This is part 2 of 3 of a dead letter, and others are missing.");
  }

  @Test
  void aDeliveryCountsOnceHoweverManyRecordsTellOfIt() throws IOException {
    ObjectNode added =
        (ObjectNode) JSON.readTree(sample("flow-event/trace-id-before-its-mark.json"));
    added.withObject("/from").put("kind", "change-stream");
    added.put("calls", 0).put("records", 25).put("time", "2026-11-24T02:33:40Z");
    lines(
        "a.jsonl",
        sample("aws-span/function-fed-by-a-table-failed.json"),
        sample("queue-message/stream-failure-in-a-queue.json"),
        sample("lambda-platform-event/log-in-text.json"),
        added.toString());
    assertThat(replay()).isZero();
    assertThat(results("dead-letters")).isEmpty();
    assertThat(results("edges")).hasSize(1);
    JsonNode edge = results("edges").get(0);
    assertThat(edge.get("edgeId").asText())
        .isEqualTo(
            "change-stream:111122223333:us-east-1:Orders"
                + "|function:111122223333:us-east-1:sales-figures|deliver");
    assertThat(edge.get("calls").asInt()).isEqualTo(1);
    assertThat(edge.get("attempts").asInt()).isEqualTo(1);
    assertThat(edge.get("failed").asInt()).isEqualTo(1);
    assertThat(edge.get("records").asInt()).isEqualTo(25);
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    assertThat(summary.get("signals").asInt()).as("failed invocations").isEqualTo(2);
    assertThat(summary.get("function-lines.text").asInt()).isEqualTo(4);
  }

  private int replay(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--in", in.toString(), "--out", out.toString()));
    arguments.addAll(List.of("--region", "us-east-1"));
    if (!List.of(more).contains("--account")) {
      arguments.addAll(List.of("--account", "111122223333"));
    }
    arguments.addAll(List.of(more));
    return Replay.run(arguments.toArray(new String[0]));
  }

  private List<JsonNode> results(String name) throws IOException {
    List<JsonNode> results = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(name + ".jsonl"))) {
      results.add(JSON.readTree(line));
    }
    return results;
  }

  private static String sample(String name) throws IOException {
    return JSON.readTree(SAMPLES.resolve(name).toFile()).toString();
  }

  private void lines(String file, String... lines) throws IOException {
    Files.write(in.resolve(file), List.of(lines));
  }

  private Path write(String file, String... lines) throws IOException {
    return Files.write(folder.resolve(file), List.of(lines));
  }

  private static String group(String name, String key, String value) {
    return "{\"PropertyGroupId\":\"%s\",\"PropertyMap\":{\"%s\":\"%s\"}}"
        .formatted(name, key, value);
  }

  /** The dead letter of a record in parts, as the dead letter stream holds them. */
  private static List<String> parts(byte[] record, int of, String sequence) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      ObjectNode part = JSON.createObjectNode();
      part.put("schemaVersion", 1);
      part.put("reason", "internal-error").put("detail", "Decoding failed.");
      part.put("stream", "changes")
          .put("shardId", "shardId-000000000001")
          .put("sequence", sequence);
      part.put("arrival", "2026-11-24T02:34:00Z");
      part.putObject("part").put("number", i + 1).put("of", of);
      int from = record.length * i / of;
      part.put("data", Arrays.copyOfRange(record, from, record.length * (i + 1) / of));
      parts.add(part.toString());
    }
    return parts;
  }
}
