package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.DiscardedBatch;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes what an event source mapping sends to its on-failure destination. */
public final class FailureRecords implements TrafficListener {
  private final String account;
  private final SeededRandom random;
  private final Consumer<WireRecord> sink;

  public FailureRecords(String account, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.random = random;
    this.sink = sink;
  }

  @Override
  public void on(DiscardedBatch given) {
    if (!given.subscription().mapping().destination()) {
      return;
    }
    ObjectNode root = Json.object();
    root.putObject("requestContext")
        .put("requestId", random.uuid())
        .put("functionArn", Arns.function(given.subscription().function(), account))
        .put("condition", given.expired() ? "RecordAgeExceeded" : "RetryAttemptsExhausted")
        .put("approximateInvokeCount", given.invocations());
    if (given.invocations() > 0) {
      root.putObject("responseContext")
          .put("statusCode", 200)
          .put("executedVersion", "$LATEST")
          .put("functionError", "Unhandled");
    }
    root.put("version", "1.0");
    root.put("timestamp", Instant.ofEpochMilli(given.time() / 1000).toString());
    Invocation.Batch batch = given.batch();
    root.putObject("DDBStreamBatchInfo")
        .put("shardId", Shards.id(batch.shard()))
        .put("startSequenceNumber", Shards.sequence(batch.first()))
        .put("endSequenceNumber", Shards.sequence(batch.last()))
        .put("approximateArrivalOfFirstRecord", second(batch.firstChanged()))
        .put("approximateArrivalOfLastRecord", second(batch.lastChanged()))
        .put("batchSize", batch.records())
        .put("streamArn", Arns.stream(given.subscription().source(), account));
    long arrival = given.time() / 1000 + Math.round(random.between(300, 3_000));
    sink.accept(WireRecord.plain("failures", arrival, random.hex(32), Json.text(root)));
  }

  private static String second(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000).toString();
  }
}
