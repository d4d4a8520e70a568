package io.flowlens.lab.demo.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.demo.relay.Batch;

/**
 * The log line in which a function names the batch it worked on: a flow event that adds to the
 * delivery that its span shows.
 */
final class DeliveryLine {
  private DeliveryLine() {}

  static String of(String table, String function, Batch batch, long endedAt, boolean ok) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("flowlens", "flow/1")
        .put("calls", 0)
        .put("access", "deliver")
        .put("time", endedAt)
        .put("ok", ok)
        .put("records", batch.records().size());
    line.putObject("from").put("kind", "change-stream").put("name", table);
    line.putObject("to").put("kind", "function").put("name", function);
    line.putObject("batch")
        .put("shardId", batch.shardId())
        .put("startSequence", batch.firstSequence())
        .put("endSequence", batch.lastSequence());
    return line.toString();
  }
}
