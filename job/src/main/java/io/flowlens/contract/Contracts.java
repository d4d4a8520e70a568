package io.flowlens.contract;

import io.flowlens.config.Settings;
import io.flowlens.model.Contract;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Finds the contract of an edge. */
public final class Contracts implements Serializable {
  private final List<Declared> all = new ArrayList<>();

  /** Those of the groups {@code Contract.<name>}, by name. */
  public Contracts(Settings settings) {
    for (String name : settings.names(ContractOptions.GROUP_NAME)) {
      all.add(new Declared(settings, name));
    }
  }

  /** The edge's contract; null where it has none. */
  public Contract of(Edge edge) {
    for (Declared declared : all) {
      if (declared.edges.stream().anyMatch(pattern -> pattern.matches(edge))) {
        return declared.contract();
      }
    }
    return null;
  }

  /** Whether an edge from or to this node may have a contract. */
  public boolean mayCover(Node node) {
    return all.stream()
        .anyMatch(declared -> declared.edges.stream().anyMatch(pattern -> pattern.names(node)));
  }

  /** The longest time for which one of them promises something, in milliseconds; 0 without any. */
  public long longestWindowMillis() {
    return all.stream().mapToLong(declared -> declared.windowMillis).max().orElse(0);
  }

  private static final class Declared implements Serializable {
    private final String name;
    private final List<EdgePattern> edges;
    private final String availability;
    private final String faster;
    private final long everyMillis;
    private final long windowMillis;
    private final boolean page;

    Declared(Settings settings, String name) {
      this.name = name;
      edges = EdgePattern.list(settings.get(ContractOptions.EDGE, name));
      availability = settings.get(ContractOptions.AVAILABILITY, name);
      faster = settings.get(ContractOptions.FASTER, name);
      everyMillis = settings.get(ContractOptions.EVERY, name).toMillis();
      windowMillis = settings.get(ContractOptions.WINDOW, name).toMillis();
      page = settings.get(ContractOptions.PAGE, name);
    }

    Contract contract() {
      Contract contract = new Contract();
      contract.name = name;
      contract.availability = ContractOptions.share(availability);
      contract.timing = ContractOptions.share(faster);
      contract.fastMillis = ContractOptions.limitMillis(faster);
      contract.everyMillis = everyMillis;
      contract.windowMillis = windowMillis;
      contract.page = page;
      return contract;
    }
  }
}
