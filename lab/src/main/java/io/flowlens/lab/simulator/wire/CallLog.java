package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes the lines that a service logs of its own calls of tables instead of spans: flowlens's own
 * events, with the item's key, as far as its traces are sampled.
 */
public final class CallLog implements TrafficListener {
  private final String account;
  private final boolean sampled;
  private final LogBatches batches;

  /**
   * @param sampling the share of traces that is recorded, 0 to 1
   */
  public CallLog(String account, double sampling, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.sampled = sampling < 1;
    this.batches = new LogBatches(account, "calls", random, sink);
  }

  @Override
  public void on(TableCall call) {
    Service service = call.origin().service();
    if (service.telemetry().form() != Form.FLOW_EVENTS || !call.origin().sampled()) {
      return;
    }
    String instance = service.name() + '-' + call.origin().instance();
    for (int i = 0; i < call.keys().size(); i++) {
      ObjectNode line = line(call, i).put("instance", instance);
      batches.add("/app/" + service.name(), instance, call.end() / 1000, Json.text(line));
    }
  }

  private ObjectNode line(TableCall call, int i) {
    Service service = call.origin().service();
    Table table = call.step().tables().get(i);
    String index = call.step().index();
    ObjectNode line = Json.object().put("flowlens", "flow/1");
    String caller = service.function() ? "function" : "service";
    node(line.putObject("from"), caller, service.region(), service.name());
    node(
        line.putObject("to"),
        index.isEmpty() ? "table" : "index",
        table.region(),
        index.isEmpty() ? table.name() : table.name() + '/' + index);
    line.put("access", call.step().operation().access());
    line.put("operation", call.step().operation().apiName());
    line.put("time", (call.end() + service.clockOffsetMicros()) / 1000);
    line.put("latencyMs", (call.end() - call.start()) / 1000.0);
    line.put("attempts", call.attempts().size()).put("ok", call.ok());
    errors(call).forEach(line.putObject("errors")::put);
    double units = call.milliUnits().get(i) / 1000.0;
    if (call.step().operation().writes()) {
      line.put("writeUnits", units);
    } else {
      line.put("readUnits", units);
      line.put("consistency", call.step().strong() ? "strong" : "eventual");
    }
    line.put("key", call.keys().get(i)).put("sampled", sampled);
    return line.put("traceId", call.origin().traceId()).put("requestId", call.requestId());
  }

  private static Map<String, Integer> errors(TableCall call) {
    Map<String, Integer> errors = new TreeMap<>();
    for (Attempt attempt : call.attempts()) {
      if (attempt.failure() != null) {
        errors.merge(attempt.failure().kind().label(), 1, Integer::sum);
      }
    }
    return errors;
  }

  private void node(ObjectNode node, String kind, String region, String name) {
    node.put("kind", kind).put("account", account).put("region", region).put("name", name);
  }

  /** Sends what still waits for its batch. */
  public void close() {
    batches.close();
  }
}
