package io.flowlens.detect.contractbreach;

/** The promised edges that one program reports. */
public final class ReporterState {
  /** In the order of their ids. */
  public PromisedEdge[] edges = new PromisedEdge[0];

  /** Names of the contracts whose quiet edges break them together, in order. */
  public String[] pooled = new String[0];

  /** Calls that the program usually reports in a round, in thousandths. */
  public long usualMilli;

  /** For Flink. */
  public ReporterState() {}
}
