package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.traffic.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Lambda's request ids: the same in everything that is written about one invocation. */
final class RequestIds {
  private RequestIds() {}

  static String of(Invocation invocation) {
    String span = invocation.callee().traceId() + invocation.callee().spanId();
    return UUID.nameUUIDFromBytes(span.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
