package io.flowlens.lab.simulator.traffic;

import java.util.List;

/** Several listeners, called one after the other. */
record TrafficListeners(List<TrafficListener> listeners) implements TrafficListener {
  @Override
  public void on(TableCall call) {
    listeners.forEach(w -> w.on(call));
  }

  @Override
  public void on(ServiceCall call) {
    listeners.forEach(w -> w.on(call));
  }

  @Override
  public void on(Work work) {
    listeners.forEach(w -> w.on(work));
  }

  @Override
  public void on(Change change) {
    listeners.forEach(w -> w.on(change));
  }

  @Override
  public void on(Invocation invocation) {
    listeners.forEach(w -> w.on(invocation));
  }

  @Override
  public void on(DiscardedBatch batch) {
    listeners.forEach(w -> w.on(batch));
  }
}
