package io.flowlens.lab.bench;

import io.flowlens.ingest.source.Input;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.format.LogsBatch;
import io.flowlens.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Many services that each write to a table once in two seconds, at the speed of real time. After a
 * while the writes of one service after the other are throttled and retried, within a minute those
 * of all, and they stay so.
 */
final class BurstRecords implements GeneratorFunction<Long, RawRecord>, Input {
  /** Seconds of traffic that are measured; it goes on after them. */
  static final int SECONDS = 150;

  private static final int QUIET_SECONDS = 40;
  private static final int RAMP_SECONDS = 60;
  private static final int SECONDS_BETWEEN_CALLS = 2;
  private static final int TABLES = 500;
  private static final CountDownLatch FIRST = new CountDownLatch(1);

  private static volatile long read;

  private final int services;

  BurstRecords(int services) {
    this.services = services;
  }

  /** Returns when the first record has been read. */
  static void awaitFirst() throws InterruptedException {
    FIRST.await();
  }

  /** Seconds of traffic read so far. */
  static double secondsRead() {
    return read / 1e3;
  }

  /** Calls a second. */
  private int rate() {
    return services / SECONDS_BETWEEN_CALLS;
  }

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    double records = (double) rate() / Corpus.BATCH;
    return env.fromSource(
            new DataGeneratorSource<>(
                this,
                (long) (records * SECONDS * 4),
                RateLimiterStrategy.perSecond(records),
                TypeInformation.of(RawRecord.class)),
            WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(Duration.ofSeconds(5))
                .withTimestampAssigner((record, before) -> record.arrival),
            "read calls")
        .uid("ingest.burst");
  }

  @Override
  public RawRecord map(Long index) {
    FIRST.countDown();
    LogsBatch batch = new LogsBatch(Landscape.ACCOUNT, "/lab/calls", "default");
    long millis = 0;
    for (int i = 0; i < Corpus.BATCH; i++) {
      long call = index * Corpus.BATCH + i;
      millis = call * 1000 / rate();
      String event = call((int) (call % services), millis);
      batch.add(String.format("%056d", call), Traffic.START + millis, event);
    }
    read = millis;
    byte[] data = batch.text().getBytes(StandardCharsets.UTF_8);
    return Records.of("burst", index, Traffic.START + millis, data);
  }

  /** A flow event: one call of this service. */
  private String call(int service, long millis) {
    long begun = QUIET_SECONDS * 1000L + (long) service * RAMP_SECONDS * 1000 / services;
    boolean throttled = millis >= begun;
    var json = Json.object().put("flowlens", "flow/1");
    json.putObject("from")
        .put("kind", "service")
        .put("account", Landscape.ACCOUNT)
        .put("region", "us-east-1")
        .put("name", "service-" + service);
    json.putObject("to")
        .put("kind", "table")
        .put("account", Landscape.ACCOUNT)
        .put("region", "us-east-1")
        .put("name", "table-" + service % TABLES);
    json.put("access", "write").put("time", Traffic.START + millis).put("operation", "PutItem");
    json.put("attempts", throttled ? 4 : 1).put("latencyMs", throttled ? 180 : 5);
    if (throttled) {
      json.putObject("errors").put("throttled", 3);
    }
    return Json.text(json);
  }
}
