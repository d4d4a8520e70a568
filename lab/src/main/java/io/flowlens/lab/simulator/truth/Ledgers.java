package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.DiscardedBatch;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import java.util.Map;

/** A ledger for each kind of fault. */
public final class Ledgers implements TrafficListener {
  private final Map<String, Ledger> byType;

  public Ledgers(EdgeIds ids) {
    byType =
        Map.of(
            "retry-cascade", new RetryLedger(ids),
            "region-mismatch", new RouteLedger(ids),
            "cold-cache-spike", new SpikeLedger(ids),
            "replay-loop", new DeliveryLedger(ids),
            "latency-tail", new TailLedger(ids),
            "transactional-churn", new ChurnLedger(ids));
  }

  /** The ledger of this anomaly type. */
  public Ledger of(String type) {
    return byType.get(type);
  }

  @Override
  public void on(TableCall call) {
    byType.values().forEach(ledger -> ledger.on(call));
  }

  @Override
  public void on(ServiceCall call) {
    byType.values().forEach(ledger -> ledger.on(call));
  }

  @Override
  public void on(Invocation invocation) {
    byType.values().forEach(ledger -> ledger.on(invocation));
  }

  @Override
  public void on(DiscardedBatch batch) {
    byType.values().forEach(ledger -> ledger.on(batch));
  }
}
