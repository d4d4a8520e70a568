package io.flowlens.lab.bench;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** The same edges in Flink SQL, as its documentation teaches it. */
final class SqlJob {
  private static final String TABLE =
      """
      CREATE TABLE spans (
        kind STRING,
        endTimeUnixNano BIGINT,
        durationNano BIGINT,
        resource ROW<attributes ROW<`service.name` STRING>>,
        attributes ROW<
          `rpc.method` STRING, `aws.dynamodb.table_names` ARRAY<STRING>, `peer.service` STRING>,
        status ROW<code STRING>,
        ended AS TO_TIMESTAMP_LTZ(endTimeUnixNano / 1000000, 3),
        WATERMARK FOR ended AS ended - INTERVAL '5' SECOND
      ) WITH ('connector' = 'benchmark-spans', 'format' = 'json')
      """;

  private static final String EDGES =
      """
      SELECT source, target, access, window_start,
        COUNT(*) AS calls,
        SUM(CASE WHEN code = 'ERROR' THEN 1 ELSE 0 END) AS failed,
        PERCENTILES(durationNano) AS percentiles
      FROM TABLE(TUMBLE(TABLE calls, DESCRIPTOR(ended), INTERVAL '1' MINUTE))
      GROUP BY source, target, access, window_start, window_end
      """;

  private static final String CALLS =
      """
      CREATE TEMPORARY VIEW calls AS
      SELECT ended, durationNano,
        resource.attributes.`service.name` AS source,
        COALESCE(attributes.`aws.dynamodb.table_names`[1], attributes.`peer.service`) AS target,
        CASE
          WHEN attributes.`rpc.method` IN ('GetItem', 'Query') THEN 'read'
          WHEN attributes.`rpc.method` IN ('PutItem', 'UpdateItem') THEN 'write'
          ELSE 'call' END AS access,
        status.code AS code
      FROM spans
      WHERE kind = 'CLIENT'
      """;

  private SqlJob() {}

  /** Adds the job to the environment. */
  static void build(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    env.getConfig().enableObjectReuse();
    SpansTable.load = load;
    SpansTable.form = form;
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("table.local-time-zone", "UTC");
    tables.createTemporarySystemFunction("PERCENTILES", Percentiles.class);
    tables.executeSql(TABLE);
    tables.executeSql(CALLS);
    tables
        .toDataStream(tables.sqlQuery(EDGES))
        .map(SqlJob::take)
        .sinkTo(new DiscardingSink<>())
        .name("results");
  }

  private static boolean take(Row row) {
    Row percentiles = row.getFieldAs("percentiles");
    long minute =
        row.<java.time.LocalDateTime>getFieldAs("window_start")
            .toInstant(java.time.ZoneOffset.UTC)
            .toEpochMilli();
    EdgeMinute found =
        new EdgeMinute(
            row.<Long>getFieldAs("calls"),
            row.<Integer>getFieldAs("failed"),
            percentiles.<Double>getFieldAs("p50"),
            percentiles.<Double>getFieldAs("p99"));
    Results.put(
        row.getFieldAs("source"),
        row.getFieldAs("target"),
        row.getFieldAs("access"),
        minute,
        found);
    return true;
  }
}
