package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.format.Json;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Table;

/** The JSON body that DynamoDB answers a failed attempt with. */
final class ErrorBody {
  private ErrorBody() {}

  static String of(Failure failure, TableCall call, String account) {
    var body = Json.object();
    body.put("__type", failure.wireType());
    body.put("message", failure.message());
    if (failure.kind() == Failure.Kind.THROTTLED) {
      boolean keyRange = failure == Failure.KEY_RANGE;
      Table table = call.step().tables().get(0);
      body.putArray(keyRange ? "throttlingReasons" : "ThrottlingReasons")
          .addObject()
          .put(
              "reason",
              "Table"
                  + (call.step().operation().writes() ? "Write" : "Read")
                  + (keyRange ? "KeyRange" : "Provisioned")
                  + "ThroughputExceeded")
          .put(
              "resource",
              "arn:aws:dynamodb:" + table.region() + ':' + account + ":table/" + table.name());
    }
    return Json.text(body);
  }
}
