package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Table;
import java.util.function.Consumer;

/**
 * Writes the line that a function behind a stream logs at the end of each invocation: flowlens's
 * own event with the range of records that it was given. Logs are not sampled.
 */
public final class FunctionLog implements TrafficListener {
  private final String account;
  private final LogBatches batches;

  public FunctionLog(String account, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.batches = new LogBatches(account, "functions", random, sink);
  }

  @Override
  public void on(Invocation invocation) {
    Service function = invocation.callee().service();
    Table source = invocation.subscription().source();
    long time = invocation.end() / 1000;
    ObjectNode line = Json.object().put("flowlens", "flow/1");
    node(line.putObject("from"), "change-stream", source.region(), source.name());
    node(line.putObject("to"), "function", function.region(), function.name());
    line.put("access", "deliver").put("time", time).put("calls", 0);
    line.put("records", invocation.batch().records());
    ObjectNode batch = line.putObject("batch");
    batch.put("shardId", Shards.id(invocation.batch().shard()));
    batch.put("startSequence", Shards.sequence(invocation.batch().first()));
    batch.put("endSequence", Shards.sequence(invocation.batch().last()));
    line.put("ok", invocation.ok());
    line.put("requestId", RequestIds.of(invocation));
    String stream = "2026/01/01/[$LATEST]" + invocation.callee().instance();
    batches.add("/aws/lambda/" + function.name(), stream, time, Json.text(line));
  }

  private void node(ObjectNode node, String kind, String region, String name) {
    node.put("kind", kind).put("account", account).put("region", region).put("name", name);
  }

  /** Sends what still waits for its batch. */
  public void close() {
    batches.close();
  }
}
