package io.flowlens.emit;

import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A record to put into a Kinesis stream. */
public final class PutRecord {
  /** What Kinesis takes in one record: data and partition key. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** Kinesis' limit of a partition key, in characters. */
  private static final int MAX_KEY = 256;

  private static final JsonForm<Anomaly> ANOMALY = new AnomalyJson();

  public String partitionKey;
  public byte[] data;

  /** For Flink. */
  public PutRecord() {}

  private PutRecord(String partitionKey, byte[] data) {
    this.partitionKey = partitionKey;
    this.data = data;
  }

  /** The record of one anomaly; all revisions of an anomaly go to one shard. */
  static PutRecord of(Anomaly anomaly) {
    // The end tells ids apart where their beginning is the same.
    int cut = Math.max(0, anomaly.id.length() - MAX_KEY);
    return new PutRecord(anomaly.id.substring(cut), ANOMALY.bytes(anomaly));
  }

  /** The records of one dead letter; all its parts go to one shard. */
  static List<PutRecord> of(DeadLetter letter) {
    String key =
        letter.sequence == null || letter.sequence.isEmpty()
            ? Integer.toHexString(Arrays.hashCode(letter.data))
            : letter.sequence.substring(0, Math.min(MAX_KEY, letter.sequence.length()));
    return DeadLetterJson.records(letter).stream()
        .map(data -> new PutRecord(key, data))
        .collect(Collectors.toList());
  }

  /** Why Kinesis or the sink would refuse this record; null when they take it. */
  String fault() {
    int size = data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    return size > MAX_BYTES ? "it is " + size + " bytes, a record takes " + MAX_BYTES : null;
  }
}
