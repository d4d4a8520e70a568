package io.flowlens.model;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A span that says only a part of a call between services: the client's side, the server's side, or
 * a local span in between. Halves of one trace meet in the pairing, where a server half finds its
 * client half by walking up {@link #parentId}.
 */
@TypeInfo(SpanHalfSerializer.Info.class)
public final class SpanHalf implements Cloneable {
  /** Which part of a call a span tells. */
  public enum Role {
    /** The caller's side of a call; knows the caller and the duration, not always the callee. */
    CLIENT,
    /** The callee's side; knows the callee. */
    SERVER,
    /** A local span that may stand between the two: only its ids matter. */
    LINK
  }

  public Role role;

  /** 32 hexadecimal digits: the key that halves meet by. */
  public String traceId;

  /** 16 hexadecimal digits. */
  public String spanId;

  /** 16 hexadecimal digits; empty for a root span. */
  public String parentId;

  /** The node that reported this half. */
  public Node node;

  /** The callee a client half names (peer service or host); null when it names none. */
  public Node peer;

  /** The flow as this half saw it, its edge still open; null for a link. */
  public FlowEvent flow;

  /** When the span ended, epoch milliseconds. */
  public long time;

  /** For Flink. */
  public SpanHalf() {}

  /** A half that shares nothing with this one that may change. */
  public SpanHalf copy() {
    try {
      SpanHalf copy = (SpanHalf) clone();
      copy.flow = flow == null ? null : flow.copy();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
