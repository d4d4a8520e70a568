package io.flowlens.ingest.naming;

import io.flowlens.config.Group;
import io.flowlens.config.Option;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins names that differ between sources, such as a role in CloudTrail and the service in a span.
 * In the property group {@code Aliases} a key is a name as it is seen, its value {@code
 * [kind:]name}: {@code checkout-role = service:checkout}. Only who calls and is called can be
 * renamed: client, service, function and unknown nodes.
 */
public final class Aliases implements Serializable {
  /** The property group that holds them. */
  public static final String GROUP = "Aliases";

  private static final Set<NodeKind> RENAMED =
      EnumSet.of(NodeKind.CLIENT, NodeKind.SERVICE, NodeKind.FUNCTION, NodeKind.UNKNOWN);

  private final Map<String, Alias> bySeen;

  private Aliases(Map<String, Alias> bySeen) {
    this.bySeen = bySeen;
  }

  private static final class Alias implements Serializable {
    /** Null where the kind stays. */
    final NodeKind kind;

    final String name;

    Alias(NodeKind kind, String name) {
      this.kind = kind;
      this.name = name;
    }
  }

  /** No names are joined. */
  public static Aliases none() {
    return new Aliases(new HashMap<>());
  }

  /** The property group, which takes any key. */
  public static Group group() {
    return Group.of(
            GROUP,
            "Joins names that differ between sources: the name as it is seen = [kind:]name, such"
                + " as checkout-role = service:checkout.",
            List.<Option<?>>of())
        .passing("")
        .checked(Aliases::faults);
  }

  /**
   * The aliases of a property group.
   *
   * @throws IllegalArgumentException naming every entry that cannot be one
   */
  public static Aliases of(Map<String, String> properties) {
    List<String> faults = faults(properties);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", faults));
    }
    Map<String, Alias> bySeen = new HashMap<>();
    properties.forEach((seen, value) -> bySeen.put(seen.trim(), parse(value.trim())));
    return new Aliases(bySeen);
  }

  /** What is wrong with each entry that cannot be an alias. */
  static List<String> faults(Map<String, String> properties) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(properties).entrySet()) {
      if (entry.getKey().isBlank() || parse(entry.getValue().trim()) == null) {
        faults.add(
            GROUP
                + "/"
                + entry.getKey()
                + " is "
                + entry.getValue()
                + ", but an alias is [client:|service:|function:|unknown:]name.");
      }
    }
    return faults;
  }

  private static Alias parse(String value) {
    int colon = value.indexOf(':');
    String name = value.substring(colon + 1).trim();
    if (name.isEmpty()) {
      return null;
    }
    if (colon < 0) {
      return new Alias(null, name);
    }
    String label = value.substring(0, colon).trim().toUpperCase(Locale.ROOT);
    for (NodeKind kind : RENAMED) {
      if (kind.name().equals(label)) {
        return new Alias(kind, name);
      }
    }
    return null;
  }

  /** Whether this name is known by another one. */
  boolean has(String name) {
    return bySeen.containsKey(name);
  }

  /** The node under the name it is to have. */
  Node apply(Node seen) {
    Alias alias = RENAMED.contains(seen.kind) ? bySeen.get(seen.name) : null;
    return alias == null
        ? seen
        : Node.of(
            alias.kind == null ? seen.kind : alias.kind, seen.account, seen.region, alias.name);
  }
}
