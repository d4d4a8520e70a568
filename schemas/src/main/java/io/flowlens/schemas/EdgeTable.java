package io.flowlens.schemas;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How the edge table is laid out. It holds three kinds of rows, each with the fields of its JSON
 * Schema as native attributes beside the keys:
 *
 * <ul>
 *   <li>edge aggregates: an edge's history is one Query on the table, a window's whole diagram is
 *       one Query per spread on the index {@value #BY_WINDOW};
 *   <li>anomalies, each at its last revision: those of a day are one Query on the table, latest
 *       first if read backwards. They have no {@value #WINDOW}, so they are not in the index;
 *   <li>one heartbeat, which the running job writes again every few seconds: one GetItem.
 * </ul>
 */
public final class EdgeTable {
  /** Partition key, text: {@link #pk} or {@link #anomalyPk}. */
  public static final String PK = "pk";

  /** Sort key, text: {@link #sk} or {@link #anomalySk}. */
  public static final String SK = "sk";

  /** The index over a window's edges. */
  public static final String BY_WINDOW = "byWindow";

  /** The index's partition key, text: {@link #window}. Its sort key is {@link #PK}. */
  public static final String WINDOW = "window";

  /** When DynamoDB may delete the row, epoch seconds. */
  public static final String EXPIRES_AT = "expiresAt";

  /**
   * Into how many partitions of the index one window is spread. At 1,000 writes per second and
   * partition, and each row of the current minute written about twelve times a minute, four hold
   * 20,000 edges.
   */
  public static final int SPREAD = 4;

  /** The partition key of the job's heartbeat. */
  public static final String HEARTBEAT_PK = "job";

  /** The sort key of the job's heartbeat. */
  public static final String HEARTBEAT_SK = "heartbeat";

  private EdgeTable() {}

  /** The partition key of an edge's history, for example {@code edge#service:…|table:…|write}. */
  public static String pk(String edgeId) {
    return "edge#" + edgeId;
  }

  /** The sort key of one window, for example {@code 60#2026-11-24T10:00:00Z}. */
  public static String sk(int windowSeconds, Instant windowStart) {
    return windowSeconds + "#" + windowStart;
  }

  /**
   * The index's partition key of one window and one spread, for example {@code
   * 60#2026-11-24T10:00:00Z#3}.
   */
  public static String window(int windowSeconds, Instant windowStart, int spread) {
    return sk(windowSeconds, windowStart) + "#" + spread;
  }

  /**
   * The partition key of the anomalies that started on that day of UTC, for example {@code
   * anomaly#2026-11-24}. Who wants the recent ones asks for today's and yesterday's.
   */
  public static String anomalyPk(Instant startedAt) {
    return "anomaly#" + startedAt.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** The sort key of one anomaly, for example {@code 2026-11-24T10:00:00Z#9f86d081884c7d65}. */
  public static String anomalySk(Instant startedAt, String id) {
    return startedAt + "#" + id;
  }

  /** Which spread an edge belongs to, 0 to {@link #SPREAD} - 1. */
  public static int spreadOf(String edgeId) {
    return Math.floorMod(edgeId.hashCode(), SPREAD);
  }
}
