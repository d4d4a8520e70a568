package io.flowlens.detect.regionmismatch;

/** One table in all its regions: the detector's state. */
public final class TableRegions {
  /** In the order of their edges' ids. */
  public Route[] routes = new Route[0];

  /** In the order of their regions. */
  public Replica[] replicas = new Replica[0];

  /** For Flink. */
  public TableRegions() {}
}
