package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.GivenUp;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.Witness;
import java.util.Map;

/** A ledger for each kind of fault. */
public final class Ledgers implements Witness {
  private final Map<String, Ledger> byType;

  public Ledgers(EdgeIds ids) {
    byType =
        Map.of(
            "retry-cascade", new RetryLedger(ids),
            "region-mismatch", new RouteLedger(ids),
            "cold-cache-spike", new SpikeLedger(ids),
            "replay-loop", new DeliveryLedger(ids));
  }

  /** The ledger of this anomaly type. */
  public Ledger of(String type) {
    return byType.get(type);
  }

  @Override
  public void saw(TableCall call) {
    byType.values().forEach(ledger -> ledger.saw(call));
  }

  @Override
  public void saw(ServiceCall call) {
    byType.values().forEach(ledger -> ledger.saw(call));
  }

  @Override
  public void saw(Invocation invocation) {
    byType.values().forEach(ledger -> ledger.saw(invocation));
  }

  @Override
  public void saw(GivenUp batch) {
    byType.values().forEach(ledger -> ledger.saw(batch));
  }
}
