package io.flowlens.lab.bench;

import io.flowlens.ingest.source.Input;
import io.flowlens.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A day of a large system in which nothing stays: each second a batch of {@value #SPANS} calls and
 * {@value #CHANGES} change records. Half of the calls go over the first twentieth of the edges, the
 * other half over all. A service's instances are replaced every hour, those of each tenth service
 * every five minutes; no key and no id comes twice.
 */
final class DayRecords implements GeneratorFunction<Long, RawRecord>, Input {
  static final int SPANS = 64;
  static final int CHANGES = 16;

  private static final int PER_SECOND = 1 + CHANGES;
  private static final int TABLES_OF_A_SERVICE = 2;
  private static final int EDGES_OF_A_SERVICE = 2 * TABLES_OF_A_SERVICE;
  private static final int BUSY = 20;
  private static final long MILLI = 1_000_000;

  /** How far the source has come, epoch milliseconds. */
  private static volatile long now = Traffic.START;

  private final int edges;
  private final long seconds;

  /**
   * @param edges from services to tables
   * @param seconds of event time
   */
  DayRecords(int edges, long seconds) {
    this.edges = edges;
    this.seconds = seconds;
  }

  /** Seconds of event time read so far. */
  static long secondsRead() {
    return (now - Traffic.START) / 1000;
  }

  private int tables() {
    return edges / 20;
  }

  @Override
  public String name() {
    return "day";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    return env.fromSource(
            new DataGeneratorSource<>(
                this, seconds * PER_SECOND, TypeInformation.of(RawRecord.class)),
            WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(Duration.ofSeconds(5))
                .withTimestampAssigner((record, before) -> record.arrival),
            "read a day")
        .uid("ingest.day");
  }

  @Override
  public RawRecord map(Long index) {
    long second = index / PER_SECOND;
    long arrival = Traffic.START + second * 1000;
    Random random = new Random(index * 0x9E3779B97F4A7C15L);
    int place = (int) (index % PER_SECOND);
    now = arrival;
    String text = place == 0 ? spans(second, random) : change(index, random);
    return Records.of("day", index, arrival, text.getBytes(StandardCharsets.UTF_8));
  }

  private String spans(long second, Random random) {
    StringBuilder batch = new StringBuilder(40_000);
    batch.append("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"").append(Landscape.ACCOUNT);
    batch.append("\",\"logGroup\":\"aws/spans\",\"logEvents\":[");
    for (int i = 0; i < SPANS; i++) {
      int edge = random.nextInt(i % 2 == 0 ? edges : edges / BUSY);
      batch.append(i == 0 ? "" : ",").append("{\"id\":\"1\",\"timestamp\":1,\"message\":\"");
      batch.append(span(edge, second, random).replace("\"", "\\\"")).append("\"}");
    }
    return batch.append("]}").toString();
  }

  private String span(int edge, long second, Random random) {
    int service = edge / EDGES_OF_A_SERVICE;
    int table = (service + edge % TABLES_OF_A_SERVICE * 7) % tables();
    boolean write = edge / TABLES_OF_A_SERVICE % 2 == 1;
    long lifetime = service % 10 == 0 ? 300 : 3600;
    long generation = (second + service * 37L % lifetime) / lifetime;
    long end = (Traffic.START + second * 1000 - random.nextInt(1000)) * MILLI;
    long nanos = (long) (5 * MILLI * Math.exp(0.4 * random.nextGaussian()));
    boolean retried = random.nextInt(100) == 0;
    return String.format(
        "{\"resource\":{\"attributes\":{\"service.name\":\"%s\",\"service.instance.id\":\"%x-%x\","
            + "\"cloud.region\":\"us-east-1\"}},\"traceId\":\"%016x%016x\",\"spanId\":\"%016x\","
            + "\"name\":\"DynamoDb\",\"kind\":\"CLIENT\",\"startTimeUnixNano\":%d,"
            + "\"endTimeUnixNano\":%d,\"attributes\":{\"rpc.system\":\"aws-api\","
            + "\"rpc.service\":\"DynamoDb\",\"rpc.method\":\"%s\","
            + "\"aws.dynamodb.table_names\":[\"%s\"],\"aws.request_id\":\"%x\"}%s,"
            + "\"status\":{\"code\":\"UNSET\"}}",
        Landscape.serviceName(service),
        service,
        generation,
        random.nextLong(),
        random.nextLong(),
        random.nextLong() | 1,
        end - nanos,
        end,
        write ? "UpdateItem" : "GetItem",
        Landscape.tableName(table),
        random.nextLong(),
        retried ? failure(end - nanos) : "");
  }

  private static String failure(long nanos) {
    return ",\"events\":[{\"name\":\"HTTP request failure\",\"timeUnixNano\":"
        + nanos
        + ",\"attributes\":{\"http.response.status_code\":500}}]";
  }

  private String change(long index, Random random) {
    int table = random.nextInt(tables());
    long count = random.nextInt(100);
    return String.format(
        "{\"awsRegion\":\"us-east-1\",\"eventID\":\"%016x%016x\",\"eventName\":\"MODIFY\","
            + "\"userIdentity\":null,\"recordFormat\":\"application/json\",\"tableName\":\"%s\","
            + "\"dynamodb\":{\"ApproximateCreationDateTime\":%d,\"Keys\":{\"id\":{\"S\":\"k%d\"}},"
            + "\"NewImage\":{\"id\":{\"S\":\"k%d\"},\"n\":{\"N\":\"%d\"}},"
            + "\"OldImage\":{\"id\":{\"S\":\"k%d\"},\"n\":{\"N\":\"%d\"}},\"SizeBytes\":60},"
            + "\"eventSource\":\"aws:dynamodb\"}",
        random.nextLong(),
        random.nextLong(),
        Landscape.tableName(table),
        now,
        index,
        index,
        count + 1,
        index,
        count);
  }
}
