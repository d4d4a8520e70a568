package io.flowlens.lab.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.Change;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.world.Table.ChangeStream;
import java.util.function.Consumer;

/** Writes change records as Kinesis Data Streams for DynamoDB does. */
public final class ChangeLog implements TrafficListener {
  private final SeededRandom random;
  private final Consumer<WireRecord> sink;

  public ChangeLog(SeededRandom random, Consumer<WireRecord> sink) {
    this.random = random;
    this.sink = sink;
  }

  @Override
  public void on(Change change) {
    ObjectNode root = Json.object();
    root.put("awsRegion", change.table().region());
    root.put("eventID", random.uuid());
    root.put("eventName", change.kind());
    root.putNull("userIdentity");
    root.put("recordFormat", "application/json");
    root.put("tableName", change.table().name());
    ObjectNode item = root.putObject("dynamodb");
    boolean micros = change.table().stream() == ChangeStream.MICROSECOND;
    item.put("ApproximateCreationDateTime", micros ? change.time() : change.time() / 1000);
    item.putObject("Keys").putObject("id").put("S", change.key());
    if (!change.kind().equals("REMOVE")) {
      image(item.putObject("NewImage"), change.key(), change.version());
    }
    if (!change.kind().equals("INSERT")) {
      image(item.putObject("OldImage"), change.key(), change.version() - 1);
    }
    item.put("SizeBytes", change.sizeBytes());
    if (change.table().stream() != ChangeStream.UNSTATED) {
      item.put("ApproximateCreationDateTimePrecision", change.table().stream().name());
    }
    root.put("eventSource", "aws:dynamodb");
    long arrival = change.time() / 1000 + Math.round(random.between(200, 2_000));
    sink.accept(WireRecord.plain("changes", arrival, random.hex(32), Json.text(root)));
  }

  private static void image(ObjectNode image, String key, int version) {
    image.putObject("id").put("S", key);
    image.putObject("version").put("N", String.valueOf(version));
  }
}
