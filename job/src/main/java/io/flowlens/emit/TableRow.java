package io.flowlens.emit;

import io.flowlens.model.Anomaly;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.schemas.EdgeTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A row of the edge table: its keys and its fields as JSON. Equal results are equal rows. */
public final class TableRow {
  private static final JsonForm<EdgeAggregate> EDGE = new EdgeJson();
  private static final JsonForm<Anomaly> ANOMALY = new AnomalyJson();

  /** DynamoDB's limit of a sort key; the partition key is also the sort key of the index. */
  private static final int MAX_KEY_BYTES = 1024;

  /**
   * DynamoDB's limit of an item. The size that DynamoDB counts is always less than the size as
   * JSON: a name costs JSON two quotes, a colon and a comma, DynamoDB one byte.
   */
  private static final int MAX_ITEM_BYTES = 400 * 1024;

  /** The names of the keys, and the expiry. */
  private static final int OTHER_BYTES = 64;

  /** Partition key. */
  public String pk;

  /** Sort key. */
  public String sk;

  /** Partition key of the index; null where the row is not in the index. */
  public String window;

  /** When DynamoDB may delete it, epoch seconds. */
  public long expiresAt;

  /** All other attributes: a JSON object. */
  public byte[] json;

  /** For Flink. */
  public TableRow() {}

  /** The row of one edge and window; kept for that long after the window's end. */
  static TableRow of(EdgeAggregate aggregate, Duration retention) {
    Instant start = Instant.ofEpochMilli(aggregate.windowStart);
    String edgeId = whole(aggregate.edge.id());
    TableRow row = new TableRow();
    row.pk = EdgeTable.pk(edgeId);
    row.sk = EdgeTable.sk(aggregate.windowSeconds, start);
    row.window = EdgeTable.window(aggregate.windowSeconds, start, EdgeTable.spreadOf(edgeId));
    row.expiresAt = start.plusSeconds(aggregate.windowSeconds).plus(retention).getEpochSecond();
    row.json = EDGE.bytes(aggregate);
    return row;
  }

  /** The row of one anomaly, which its next revision replaces; kept for that long after it. */
  static TableRow of(Anomaly anomaly, Duration retention) {
    Instant start = Instant.ofEpochMilli(anomaly.startedAt);
    TableRow row = new TableRow();
    row.pk = EdgeTable.anomalyPk(start);
    row.sk = EdgeTable.anomalySk(start, whole(anomaly.id));
    row.expiresAt = Instant.ofEpochMilli(anomaly.updatedAt).plus(retention).getEpochSecond();
    row.json = ANOMALY.bytes(anomaly);
    return row;
  }

  /** The text with half surrogate pairs replaced, which no client could send. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** Why DynamoDB or the sink would refuse this row; null when they take it. */
  String fault() {
    String keys = pk + sk + (window == null ? "" : window);
    if (keys.indexOf('$') >= 0) {
      return "a key holds a dollar sign";
    }
    if (bytes(pk) > MAX_KEY_BYTES || bytes(sk) > MAX_KEY_BYTES) {
      return "a key is longer than " + MAX_KEY_BYTES + " bytes";
    }
    int size = json.length + bytes(keys) + OTHER_BYTES;
    return size > MAX_ITEM_BYTES
        ? "it is " + size + " bytes, the table takes " + MAX_ITEM_BYTES
        : null;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
