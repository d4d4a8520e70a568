package io.flowlens.ingest.naming;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/**
 * The nodes and edges that payloads name, under their aliases. The same ones come again and again,
 * so they are kept; the place is limited, and a new one overwrites an old one.
 */
public final class Nodes {
  private static final int SLOTS = 1 << 13;

  private final Aliases aliases;
  private final ChangeStreams changeStreams;
  private final Node[] seen = new Node[SLOTS];
  private final Node[] named = new Node[SLOTS];
  private final Edge[] edges = new Edge[SLOTS];

  public Nodes(Aliases aliases, ChangeStreams changeStreams) {
    this.aliases = aliases;
    this.changeStreams = changeStreams;
  }

  /** The node, under its alias; null parts are unknown. */
  public Node of(NodeKind kind, String account, String region, String name) {
    String knownAccount = account == null ? "" : account;
    String knownRegion = region == null ? "" : region;
    String knownName = name == null ? "" : name;
    int hash =
        ((kind.ordinal() * 31 + knownAccount.hashCode()) * 31 + knownRegion.hashCode()) * 31
            + knownName.hashCode();
    int slot = slot(hash);
    Node held = seen[slot];
    if (held != null
        && held.kind == kind
        && held.name.equals(knownName)
        && held.region.equals(knownRegion)
        && held.account.equals(knownAccount)) {
      return named[slot];
    }
    Node fresh = Node.of(kind, knownAccount, knownRegion, knownName);
    seen[slot] = fresh;
    named[slot] = aliases.apply(fresh);
    return named[slot];
  }

  /** A Kinesis stream; a table's change stream where an input's settings say that it is one. */
  public Node kinesis(String account, String region, String stream) {
    String table = changeStreams.table(account, region, stream);
    return table == null
        ? of(NodeKind.STREAM, account, region, stream)
        : of(NodeKind.CHANGE_STREAM, account, region, table);
  }

  /** The table whose changes the stream carries; null where no input's settings say so. */
  public String tableOf(String account, String region, String stream) {
    return changeStreams.table(account, region, stream);
  }

  /** A table that a call reached and that the evidence does not name. */
  public Node unnamedTable(String account, String region) {
    return of(NodeKind.UNKNOWN, account, region, "unknown table");
  }

  /**
   * Something known by its host name only: an unknown node outside of accounts and regions, or
   * where the host has an alias, that node in the given account and region.
   */
  public Node host(String host, String account, String region) {
    return aliases.has(host)
        ? of(NodeKind.UNKNOWN, account, region, host)
        : of(NodeKind.UNKNOWN, "", "", host);
  }

  /** The edge between two nodes. */
  public Edge edge(Node from, Node to, Access access) {
    int slot =
        slot(
            (System.identityHashCode(from) * 31 + System.identityHashCode(to)) * 31
                + access.ordinal());
    Edge held = edges[slot];
    if (held != null && held.access == access && held.from.equals(from) && held.to.equals(to)) {
      return held;
    }
    edges[slot] = Edge.of(from, to, access);
    return edges[slot];
  }

  private static int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed >>> 19;
  }
}
