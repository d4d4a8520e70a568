package io.flowlens.model;

/** One flow by name, so that a person can look it up. */
public final class Exemplar {
  /** May be null. */
  public String traceId;

  /** May be null. */
  public String requestId;

  /** -1 when unknown. */
  public long latencyMicros;

  /** {@code ok}, or the label of the last failure's {@link ErrorClass}. */
  public String outcome;

  /** When the flow ended, epoch milliseconds. */
  public long at;

  /** Attempts of the call. */
  public int attempts;

  /** For Flink. */
  public Exemplar() {}
}
