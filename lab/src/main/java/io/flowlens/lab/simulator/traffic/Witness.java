package io.flowlens.lab.simulator.traffic;

/** Somebody who is told what happens: telemetry that writes it down, the books that count it. */
public interface Witness {
  /** A call of DynamoDB has ended. */
  default void saw(TableCall call) {}

  /** A call of a service has ended. */
  default void saw(ServiceCall call) {}

  /** Work that nobody called for has ended. */
  default void saw(Work work) {}

  /** An item has changed. */
  default void saw(Change change) {}

  /** A function has been invoked with records of a stream. */
  default void saw(Invocation invocation) {}

  /** A batch is not tried again. */
  default void saw(GivenUp batch) {}
}
