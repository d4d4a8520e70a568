package io.flowlens.lab.bench;

import io.flowlens.ingest.source.Input;
import io.flowlens.lab.simulator.format.LogsBatch;
import io.flowlens.lab.simulator.format.SpanJson;
import io.flowlens.lab.simulator.format.SpanRecord;
import io.flowlens.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    LogsBatch batch = new LogsBatch(Landscape.ACCOUNT, "aws/spans", "default");
    for (int i = 0; i < SPANS; i++) {
      int edge = random.nextInt(i % 2 == 0 ? edges : edges / BUSY);
      batch.add("1", 1, SpanJson.flat(span(edge, second, random)));
    }
    return batch.text();
  }

  private SpanRecord span(int edge, long second, Random random) {
    int service = edge / EDGES_OF_A_SERVICE;
    int table = (service + edge % TABLES_OF_A_SERVICE * 7) % tables();
    boolean write = edge / TABLES_OF_A_SERVICE % 2 == 1;
    long end = (Traffic.START + second * 1000 - random.nextInt(1000)) * MILLI;
    long start = end - (long) (5 * MILLI * Math.exp(0.4 * random.nextGaussian()));
    boolean retried = random.nextInt(100) == 0;
    return new SpanRecord(
        resource(service, second),
        new SpanRecord.Scope("io.opentelemetry.aws-sdk-2.2", "2.29.0-alpha"),
        context(random),
        "DynamoDb",
        SpanRecord.Kind.CLIENT,
        start,
        end,
        call(write ? "UpdateItem" : "GetItem", Landscape.tableName(table), random),
        retried ? List.of(failure(start)) : List.of(),
        SpanRecord.Status.of(false));
  }

  private static Map<String, Object> resource(int service, long second) {
    long lifetime = service % 10 == 0 ? 300 : 3600;
    long generation = (second + service * 37L % lifetime) / lifetime;
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service.name", Landscape.serviceName(service));
    all.put("service.instance.id", String.format("%x-%x", service, generation));
    all.put("cloud.region", "us-east-1");
    return all;
  }

  private static SpanRecord.Context context(Random random) {
    String trace = String.format("%016x%016x", random.nextLong(), random.nextLong());
    String span = String.format("%016x", random.nextLong() | 1);
    return new SpanRecord.Context(trace, span, null, "", 1);
  }

  private static Map<String, Object> call(String operation, String table, Random random) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rpc.system", "aws-api");
    all.put("rpc.service", "DynamoDb");
    all.put("rpc.method", operation);
    all.put("aws.dynamodb.table_names", List.of(table));
    all.put("aws.request_id", Long.toHexString(random.nextLong()));
    return all;
  }

  private static SpanRecord.Event failure(long time) {
    return new SpanRecord.Event(
        "HTTP request failure", time, Map.of("http.response.status_code", 500L));
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
