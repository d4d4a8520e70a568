package io.flowlens.detect.verify;

import io.flowlens.model.Edge;
import java.util.Arrays;

/** The attempts of each edge that writes to the table. */
public final class ThrottledShareState {
  /** Their ids. */
  public String[] edges = new String[0];

  /** Their rings, packed, in the same order. */
  public byte[][] rings = new byte[0][];

  /** For Flink. */
  public ThrottledShareState() {}

  byte[] rings(Edge edge) {
    int i = Arrays.asList(edges).indexOf(edge.id());
    return i < 0 ? null : rings[i];
  }

  void keep(Edge edge, byte[] packed) {
    int i = Arrays.asList(edges).indexOf(edge.id());
    if (i < 0) {
      i = edges.length;
      edges = Arrays.copyOf(edges, i + 1);
      rings = Arrays.copyOf(rings, i + 1);
      edges[i] = edge.id();
    }
    rings[i] = packed;
  }
}
