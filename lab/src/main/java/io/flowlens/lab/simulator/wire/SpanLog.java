package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.traffic.Work;
import io.flowlens.lab.simulator.world.Service;
import java.util.function.Consumer;

/** Writes spans for what services do, as far as their traces are sampled. */
public final class SpanLog implements TrafficListener {
  private final String account;
  private final TableSpans tableSpans;
  private final SpanForms forms;
  private final LogBatches batches;

  /**
   * @param sampling the share of traces that is recorded, 0 to 1
   */
  public SpanLog(String account, double sampling, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.tableSpans = new TableSpans(account);
    this.forms = new SpanForms(account, sampling);
    this.batches = new LogBatches(account, "spans", random, sink);
  }

  @Override
  public void on(TableCall call) {
    if (call.origin().sampled()) {
      write(tableSpans.of(call), call.end());
    }
  }

  @Override
  public void on(ServiceCall call) {
    if (!call.callee().sampled()) {
      return;
    }
    if (!call.fromOutside()) {
      write(ServiceSpans.client(call), call.clientEnd());
    }
    write(ServiceSpans.server(call), call.clientEnd());
  }

  @Override
  public void on(Work work) {
    if (work.origin().sampled()) {
      write(ServiceSpans.work(work), work.end());
    }
  }

  @Override
  public void on(Invocation invocation) {
    if (invocation.callee().sampled()) {
      write(ServiceSpans.invocation(invocation, account), invocation.end());
    }
  }

  private void write(SpanData span, long micros) {
    Service service = span.service();
    switch (service.telemetry().form()) {
      case NONE, FLOW_EVENTS -> {}
      case AWS_SPANS -> batches.add("aws/spans", "default", micros / 1000, forms.write(span));
      case OTLP -> batches.add("/otel/traces", service.name(), micros / 1000, forms.write(span));
    }
  }

  /** Sends what still waits for its batch. */
  public void close() {
    batches.close();
  }
}
