package io.flowlens.model;

/**
 * One side of a call between services: the client's or producer's span, or the server's or
 * consumer's, waiting for the other. The client half is known by its own span id, the server half
 * by its parent's, so both share {@link #pairId}.
 */
public final class SpanHalf {
  /** {@code <trace id>:<client span id>}: the key both halves are joined by. */
  public String pairId;

  /** This span's own id, so that the same span seen twice counts once. */
  public String spanId;

  /** True for a client or producer span, false for a server or consumer span. */
  public boolean client;

  /** The node that reported this half. */
  public Node node;

  /** For a client half, the peer it names (host, service); null when it names none. */
  public Node peer;

  /** The known broker a producer or consumer names (stream, topic, queue, bus); null otherwise. */
  public Node broker;

  /** Whether a server half has no parent: its caller is outside. */
  public boolean root;

  /** The flow as this half saw it; its edge is filled in when paired or given up. */
  public FlowEvent flow;

  /** For Flink. */
  public SpanHalf() {}
}
