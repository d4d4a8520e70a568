package io.flowlens.detect.transactionalchurn;

import io.flowlens.model.Detail;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;
import io.flowlens.model.Repeats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** On which keys a caller's writes fail, and who else writes to them in the same ten seconds. */
final class Collisions {
  /** So many others are followed; those with the fewest shared keys are dropped. */
  private static final int MAX_PARTNERS = 8;

  private Collisions() {}

  /** Adds what this pane of the caller shows beside all panes of the table. */
  static void count(Writer writer, Pane own, List<Pane> all) {
    if (!own.has(Detail.FAILED_KEYS)) {
      return;
    }
    Repeats failed = own.get(Detail.FAILED_KEYS);
    writer.wasting.keyed += failed.changes();
    Repeats keys = Repeats.unpack(writer.wasting.failedKeys);
    keys.merge(failed);
    writer.wasting.failedKeys = keys.packed();
    for (Pane other : all) {
      if (!other.edge.from.equals(own.edge.from)) {
        Set<Long> written = written(other);
        long[] shared = new long[1];
        failed.forEach((key, n) -> shared[0] += written.contains(key) ? n : 0);
        add(writer, other.edge.from, shared[0]);
      }
    }
  }

  private static Set<Long> written(Pane pane) {
    Set<Long> keys = new HashSet<>();
    if (pane.has(Detail.CALLED_KEYS)) {
      pane.get(Detail.CALLED_KEYS).forEach((key, use) -> keys.add(key));
    }
    if (pane.has(Detail.FAILED_KEYS)) {
      pane.get(Detail.FAILED_KEYS).forEach((key, n) -> keys.add(key));
    }
    return keys;
  }

  private static void add(Writer writer, Node caller, long shared) {
    if (shared == 0) {
      return;
    }
    List<Partner> partners = new ArrayList<>(List.of(writer.wasting.partners));
    Partner partner =
        partners.stream().filter(known -> known.caller.equals(caller)).findFirst().orElse(null);
    if (partner == null) {
      partner = new Partner();
      partner.caller = caller;
      partners.add(partner);
    }
    partner.shared += shared;
    partners.sort(
        (one, two) ->
            one.shared != two.shared
                ? Long.compare(two.shared, one.shared)
                : one.caller.id().compareTo(two.caller.id()));
    writer.wasting.partners =
        partners.subList(0, Math.min(MAX_PARTNERS, partners.size())).toArray(new Partner[0]);
  }
}
