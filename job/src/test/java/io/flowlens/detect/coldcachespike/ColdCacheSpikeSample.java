package io.flowlens.detect.coldcachespike;

import io.flowlens.config.Settings;
import io.flowlens.detect.OneRound;
import io.flowlens.detect.Shop;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;

/** The detector's state with something in every field. */
public final class ColdCacheSpikeSample {
  private ColdCacheSpikeSample() {}

  public static ColdCacheSpikeState state(long paneStart) {
    ColdCacheSpike detector = new ColdCacheSpike(Settings.defaults());
    ColdCacheSpikeState state = detector.newState();
    for (int i = 0; i < 20; i++) {
      OneRound.of(detector, pane(paneStart + i * Pane.MILLIS, i), state);
    }
    state.activeSince = paneStart;
    state.totals = new SpikeTotals();
    state.totals.since = paneStart - 60_000;
    state.totals.calls = 1_000;
    state.totals.millis = 9_000;
    state.totals.slow = 20;
    state.totals.slowMillis = 2_400;
    state.totals.worst = 0.1;
    state.totals.worstAt = paneStart;
    return state;
  }

  /** Three instances call a key each, one of them every second time and slowly. */
  private static Pane pane(long start, int number) {
    Pane pane = new Pane();
    pane.edge = Shop.ORDERS_READS_STOCK;
    pane.start = start;
    for (int instance = 0; instance < (number % 2 == 0 ? 3 : 2); instance++) {
      FlowEvent flow = new FlowEvent();
      flow.instance = (instance - 1L) << 62;
      flow.keyHash = (instance + 1L) << 60;
      flow.time = start + 1_000;
      flow.latencyMicros = instance == 2 ? 120_000 : 6_000;
      flow.records = 100 * instance;
      flow.operation = instance == 2 ? "Query" : "GetItem";
      pane.add(flow);
    }
    return pane;
  }
}
