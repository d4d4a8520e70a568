package io.flowlens.emit;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.schemas.EdgeTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.dynamodb.sink.DynamoDbSink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The edge table in DynamoDB and the two streams in Kinesis.
 *
 * <p>All are at least once; a result is written the same each time, so that writing it twice
 * changes nothing. Dead letters must be taken last, because edges and anomalies may add to them.
 */
public final class AwsSinks implements Sinks {
  /** How long a result may wait for others before it is sent, so that the diagram is live. */
  private static final long MAX_WAIT_MILLIS = 500;

  private final Settings settings;
  private final List<DataStream<DeadLetter>> refused = new ArrayList<>();
  private boolean closed;

  public AwsSinks(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    Duration retention = settings.get(EmitOptions.RETENTION);
    Retention byLength = Retention.of(settings);
    // By edge, so that the rows of one edge are written by one writer in their order.
    SingleOutputStreamOperator<TableRow> items =
        rows.keyBy(row -> row.edge.id())
            .process(CheckRow.ofEdges(byLength))
            .uid("emit.edge-rows")
            .name("emit.edge-rows");
    refuse(items);
    table(
        items
            .transform("emit.heartbeat", items.getType(), new Heartbeat(retention))
            .uid("emit.heartbeat"),
        "emit.edge-table");
  }

  @Override
  public void rollups(DataStream<EdgeAggregate> rows) {
    SingleOutputStreamOperator<TableRow> items =
        rows.keyBy(row -> row.edge.id())
            .process(CheckRow.ofEdges(Retention.of(settings)))
            .uid("emit.rollup-rows")
            .name("emit.rollup-rows");
    refuse(items);
    table(items, "emit.rollups");
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    Duration retention = settings.get(EmitOptions.RETENTION);
    SingleOutputStreamOperator<TableRow> items =
        anomalies
            .keyBy(anomaly -> anomaly.id)
            .process(CheckRow.ofAnomalies(retention))
            .uid("emit.anomaly-rows")
            .name("emit.anomaly-rows");
    refuse(items);
    table(items, "emit.anomaly-history");
    SingleOutputStreamOperator<PutRecord> records =
        anomalies
            .keyBy(anomaly -> anomaly.id)
            .process(new CheckRecord())
            .uid("emit.anomaly-records")
            .name("emit.anomaly-records");
    refuse(records);
    stream(records, EmitOptions.ANOMALY_STREAM, EmitOptions.ANOMALY_REGION, "emit.anomaly-stream");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    DataStream<DeadLetter> all = letters;
    for (DataStream<DeadLetter> more : refused) {
      all = all.union(more);
    }
    closed = true;
    DataStream<PutRecord> records =
        all.<PutRecord>flatMap((letter, out) -> PutRecord.of(letter).forEach(out::collect))
            .returns(PutRecord.class)
            .uid("emit.dead-letter-records")
            .name("emit.dead-letter-records");
    stream(
        records,
        EmitOptions.DEAD_LETTER_STREAM,
        EmitOptions.DEAD_LETTER_REGION,
        "emit.dead-letter-stream");
  }

  private void refuse(SingleOutputStreamOperator<?> checked) {
    if (closed) {
      throw new IllegalStateException("dead letters must be taken last");
    }
    refused.add(checked.getSideOutput(Refused.LETTERS));
  }

  private void table(DataStream<TableRow> rows, String uid) {
    Sink<TableRow> sink =
        DynamoDbSink.<TableRow>builder()
            .setTableName(settings.get(EmitOptions.TABLE_NAME))
            .setDynamoDbProperties(EmitOptions.connector(settings, EmitOptions.TABLE_REGION))
            .setElementConverter(new TableItems())
            // One key must not come twice in a batch.
            .setOverwriteByPartitionKeys(List.of(EdgeTable.PK, EdgeTable.SK))
            // A second batch in flight could be overtaken by an older row of the first.
            .setMaxInFlightRequests(1)
            .setMaxTimeInBufferMS(MAX_WAIT_MILLIS)
            .build();
    rows.sinkTo(sink).uid(uid).name(uid);
  }

  private void stream(
      DataStream<PutRecord> records, Option<String> arn, Option<String> region, String uid) {
    Sink<PutRecord> sink =
        KinesisStreamsSink.<PutRecord>builder()
            .setStreamArn(settings.get(arn))
            .setKinesisClientProperties(EmitOptions.connector(settings, region))
            .setSerializationSchema(record -> record.data)
            .setPartitionKeyGenerator(record -> record.partitionKey)
            .setMaxInFlightRequests(1)
            .setMaxTimeInBufferMS(MAX_WAIT_MILLIS)
            .build();
    records.sinkTo(sink).uid(uid).name(uid);
  }
}
