package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import java.nio.charset.StandardCharsets;

/** The ids of edges as flowlens's contract has them, made without flowlens's own code. */
public final class EdgeIds {
  private final String account;

  public EdgeIds(String account) {
    this.account = account;
  }

  /** A service, or a client outside when null, calls a service. */
  public String call(Service from, Service to) {
    return (from == null ? "client:::" : service(from)) + '|' + service(to) + "|call";
  }

  /** A service accesses one of a step's tables, or the index that the step reads through. */
  public String access(Service from, Step.Access step, Table table) {
    String to =
        step.index().isEmpty()
            ? node("table", table.region(), table.name())
            : node("index", table.region(), table.name() + '/' + step.index());
    return service(from) + '|' + to + '|' + step.operation().access();
  }

  /** A table's changes reach its stream. */
  public String change(Table table) {
    return node("table", table.region(), table.name())
        + '|'
        + node("change-stream", table.region(), table.name())
        + "|change";
  }

  /** A table's stream is delivered to a function. */
  public String deliver(Table source, Service function) {
    return node("change-stream", source.region(), source.name())
        + '|'
        + service(function)
        + "|deliver";
  }

  private String service(Service service) {
    return node(service.function() ? "function" : "service", service.region(), service.name());
  }

  private String node(String kind, String region, String name) {
    return kind + ':' + account + ':' + region + ':' + encode(name);
  }

  private static String encode(String part) {
    StringBuilder text = new StringBuilder(part.length());
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      boolean separator = ":|%$ ".indexOf(b) >= 0;
      text.append(separator ? String.format("%%%02X", b) : String.valueOf((char) b));
    }
    return text.toString();
  }
}
