package io.flowlens.lab.simulator.traffic;

/** Receives all traffic: the telemetry that records it, and the truth that counts it. */
public interface TrafficListener {
  /** A call of DynamoDB has ended. */
  default void on(TableCall call) {}

  /** A call of a service has ended. */
  default void on(ServiceCall call) {}

  /** Work that no call started has ended. */
  default void on(Work work) {}

  /** An item has changed. */
  default void on(Change change) {}

  /** A function has been invoked with records of a stream. */
  default void on(Invocation invocation) {}

  /** A batch is not tried again. */
  default void on(DiscardedBatch batch) {}
}
