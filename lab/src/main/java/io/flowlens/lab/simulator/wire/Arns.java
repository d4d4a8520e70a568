package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Table;

/** Amazon resource names. */
final class Arns {
  /** When every simulated table's stream was switched on. */
  private static final String STREAM_LABEL = "2026-01-01T00:00:00.000";

  private Arns() {}

  static String function(Service function, String account) {
    return "arn:aws:lambda:" + function.region() + ':' + account + ":function:" + function.name();
  }

  static String stream(Table table, String account) {
    return "arn:aws:dynamodb:"
        + table.region()
        + ':'
        + account
        + ":table/"
        + table.name()
        + "/stream/"
        + STREAM_LABEL;
  }
}
