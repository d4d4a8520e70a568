package io.flowlens.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.apache.commons.codec.digest.MurmurHash3;

/** An arrow of the diagram: data passes from one node to another by one kind of access. */
public final class Edge {
  public Node from;
  public Node to;
  public Access access;

  private transient String key;
  private transient int hash;

  /** For Flink. */
  public Edge() {}

  private Edge(Node from, Node to, Access access) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
    this.access = Objects.requireNonNull(access, "access");
  }

  public static Edge of(Node from, Node to, Access access) {
    return new Edge(from, to, access);
  }

  /** The edge's id: {@code <from>|<to>|<access>}. */
  public String id() {
    return from.id() + '|' + to.id() + '|' + access.label();
  }

  /**
   * What state and shuffles are keyed by: a 128-bit hash of the id as 22 characters, because an id
   * is five times as long and every timer and state entry repeats its key.
   */
  public String key() {
    if (key == null) {
      long[] hash = MurmurHash3.hash128x64(id().getBytes(StandardCharsets.UTF_8));
      byte[] bytes = ByteBuffer.allocate(16).putLong(hash[0]).putLong(hash[1]).array();
      key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
    return key;
  }

  /** Whether both regions are known and differ. */
  public boolean crossRegion() {
    return !from.region.isEmpty() && !to.region.isEmpty() && !from.region.equals(to.region);
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Edge)) {
      return false;
    }
    Edge that = (Edge) other;
    return access == that.access && from.equals(that.from) && to.equals(that.to);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = (from.hashCode() * 31 + to.hashCode()) * 31 + access.ordinal();
    }
    return hash;
  }

  @Override
  public String toString() {
    return id();
  }
}
