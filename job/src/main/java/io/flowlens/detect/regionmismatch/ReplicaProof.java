package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.KeySketch;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What shows that tables of one name are replicas of one table, and not tables of separate stacks:
 * AWS's configuration as CloudTrail shows it, replication that is seen, the same keys that change
 * in both regions, or a setting.
 */
final class ReplicaProof {
  private static final long HOUR_MILLIS = 3_600_000;

  /** So many keys must have changed in both regions. */
  private static final int MIN_KEYS = 20;

  /** This share of them must be the same: the two streams are seldom read to the same second. */
  private static final double SAME_KEYS = 0.5;

  private final Collection<Replica> known;
  private final Function<String, Replica> byRegion;

  /**
   * Of these regions.
   *
   * @param byRegion finds one, or adds it
   */
  ReplicaProof(Collection<Replica> known, Function<String, Replica> byRegion) {
    this.known = known;
    this.byRegion = byRegion;
  }

  /** The setting says it of every region in which a table of this name is known. */
  void declared() {
    known.forEach(replica -> prove(replica, "the setting replicated.tables says so"));
  }

  /** CloudTrail's events of changes that name the table's replicas. */
  void configured(List<Signal> changes) {
    for (Signal change : changes) {
      String regions = change.dimension(Signal.REPLICAS);
      if (!regions.isEmpty()) {
        prove(byRegion.apply(change.node.region), "AWS's configuration says so");
        for (String region : regions.split(",", -1)) {
          prove(byRegion.apply(region), "AWS's configuration says so");
        }
      }
    }
  }

  /** Replication, and keys that change in both regions. */
  void seen(List<Pane> panes, long now) {
    for (Pane pane : panes) {
      if (pane.edge.access == Access.REPLICATE) {
        prove(byRegion.apply(pane.edge.from.region), "replication was seen");
        prove(byRegion.apply(pane.edge.to.region), "replication was seen");
      }
    }
    if (Math.floorMod(now, HOUR_MILLIS) == 0) {
      known.forEach(replica -> replica.changedKeys = new long[0]);
    }
    if (known.stream().noneMatch(replica -> replica.proof.isEmpty())) {
      return;
    }
    for (Pane pane : panes) {
      if (pane.edge.access == Access.CHANGE && pane.has(Detail.KEYS)) {
        Replica changed = byRegion.apply(pane.edge.from.region);
        KeySketch keys = keys(changed);
        keys.merge(pane.get(Detail.KEYS));
        changed.changedKeys = keys.hashes();
        compare(changed);
      }
    }
  }

  private void compare(Replica changed) {
    for (Replica other : known) {
      boolean asked = other.proof.isEmpty() || changed.proof.isEmpty();
      if (other != changed
          && asked
          && Math.min(changed.changedKeys.length, other.changedKeys.length) >= MIN_KEYS
          && keys(changed).overlap(keys(other)) >= SAME_KEYS) {
        prove(changed, "the same keys change in both regions");
        prove(other, "the same keys change in both regions");
      }
    }
  }

  private static KeySketch keys(Replica replica) {
    KeySketch keys = new KeySketch();
    for (long hash : replica.changedKeys) {
      keys.add(hash);
    }
    return keys;
  }

  private static void prove(Replica replica, String proof) {
    replica.proof = replica.proof.isEmpty() ? proof : replica.proof;
  }
}
