package io.flowlens.detect.transactionalchurn;

import io.flowlens.model.Node;

/** Another caller that wrote to keys on which a caller failed. */
public final class Partner {
  public Node caller;

  /** Failed writes on keys that this one wrote to within the same ten seconds. */
  public long shared;

  /** For Flink. */
  public Partner() {}
}
