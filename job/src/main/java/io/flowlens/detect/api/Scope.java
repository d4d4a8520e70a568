package io.flowlens.detect.api;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a detector looks at as one. A scope's key says of which kind it is. */
public enum Scope {
  /** One edge. */
  EDGE {
    @Override
    public List<String> keys(Edge edge) {
      return List.of(key(edge.key()));
    }
  },

  /**
   * A table in all its regions, with its indexes and its change streams, and all edges from and to
   * these. What else a function is given records from (a Kinesis stream, a queue) is a scope by
   * itself with what is sent to it and its deliveries: one that has a table's name is not the
   * table.
   */
  TABLE {
    @Override
    public List<String> keys(Edge edge) {
      if (isOfTable(edge.to)) {
        return List.of(keyOfTable(edge.to));
      }
      if (isOfTable(edge.from)) {
        return List.of(keyOfTable(edge.from));
      }
      if (edge.access == Access.PUBLISH) {
        return List.of(key(edge.to.id()));
      }
      return edge.access == Access.DELIVER ? List.of(key(edge.from.id())) : List.of();
    }

    @Override
    public List<String> keys(Node node) {
      return List.of(isOfTable(node) ? keyOfTable(node) : key(node.id()));
    }

    private String keyOfTable(Node node) {
      int slash = node.kind == NodeKind.INDEX ? node.name.indexOf('/') : -1;
      return key(node.account + ':' + (slash < 0 ? node.name : node.name.substring(0, slash)));
    }
  },

  /** One node, with all edges from and to it. */
  NODE {
    @Override
    public List<String> keys(Edge edge) {
      return edge.from.equals(edge.to)
          ? keys(edge.from)
          : List.of(key(edge.from.id()), key(edge.to.id()));
    }

    @Override
    public List<String> keys(Node node) {
      return List.of(key(node.id()));
    }
  },

  /**
   * All edges that one program's own spans or logs show: those that start at it, those from clients
   * outside to it, and deliveries to it. When its telemetry fails, all of them fall silent.
   */
  REPORTER {
    @Override
    public List<String> keys(Edge edge) {
      return List.of(key(reporter(edge).id()));
    }
  },

  /** One Lambda function, with all edges from and to it. */
  FUNCTION {
    @Override
    public List<String> keys(Edge edge) {
      return Stream.of(edge.from, edge.to)
          .distinct()
          .flatMap(node -> keys(node).stream())
          .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public List<String> keys(Node node) {
      return node.kind == NodeKind.FUNCTION ? List.of(key(node.id())) : List.of();
    }
  };

  /** The node whose own spans or logs show the edge. */
  public static Node reporter(Edge edge) {
    boolean fromOutside = edge.from.kind == NodeKind.CLIENT || edge.from.kind == NodeKind.UNKNOWN;
    return fromOutside || edge.access == Access.DELIVER ? edge.to : edge.from;
  }

  private final String prefix = name().toLowerCase(Locale.ROOT) + '=';

  /** The keys of the scopes of this kind that the edge belongs to; empty where there is none. */
  public abstract List<String> keys(Edge edge);

  /** The keys of the scopes of this kind that see the node's signals; empty where there is none. */
  public List<String> keys(Node node) {
    return List.of();
  }

  /** The kind of scope that has this key. */
  public static Scope of(String key) {
    for (Scope scope : values()) {
      if (key.startsWith(scope.prefix)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("not the key of a scope: " + key);
  }

  String key(String name) {
    return prefix + name;
  }

  private static boolean isOfTable(Node node) {
    return node.kind == NodeKind.TABLE
        || node.kind == NodeKind.INDEX
        || node.kind == NodeKind.CHANGE_STREAM;
  }
}
