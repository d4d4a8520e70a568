package io.flowlens.lab.demo.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** What a workload sent to CloudWatch Logs. */
final class Logs implements Consumer<byte[]> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> batches = new CopyOnWriteArrayList<>();

  @Override
  public void accept(byte[] record) {
    try {
      batches.add(JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(record))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The messages of a log group, those of one log stream in their order. */
  List<JsonNode> of(String logGroup) {
    return batches.stream()
        .filter(batch -> batch.path("logGroup").asText().equals(logGroup))
        .flatMap(batch -> stream(batch.path("logEvents")))
        .map(event -> message(event.path("message").asText()))
        .toList();
  }

  private static JsonNode message(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
