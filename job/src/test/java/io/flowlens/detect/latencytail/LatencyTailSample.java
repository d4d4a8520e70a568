package io.flowlens.detect.latencytail;

import io.flowlens.config.Settings;
import io.flowlens.detect.OneRound;
import io.flowlens.detect.Shop;
import io.flowlens.model.Pane;

/** The detector's state with something in every field. */
public final class LatencyTailSample {
  private LatencyTailSample() {}

  public static LatencyTailState state(long paneStart) {
    LatencyTail detector = new LatencyTail(Settings.defaults());
    LatencyTailState state = detector.newState();
    Clients clients = new Clients(Shop.ORDERS_WRITES, 1);
    for (int i = 0; i < 90; i++) {
      clients.throttled = i < 30 ? 0 : 0.3;
      OneRound.of(detector, clients.pane(paneStart + i * Pane.MILLIS), state);
    }
    state.fading = new byte[] {1, 2};
    state.attemptsShownAt = paneStart;
    return state;
  }

  /** A pane in which calls are throttled, so many that one looks like the next. */
  public static Pane pane() {
    Clients clients = new Clients(Shop.ORDERS_WRITES, 3);
    clients.rate = 2_000;
    clients.throttled = 0.1;
    return clients.pane(0);
  }
}
