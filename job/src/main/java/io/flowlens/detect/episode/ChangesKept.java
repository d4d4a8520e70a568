package io.flowlens.detect.episode;

import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What somebody changed about an episode's tables and functions: the newest two changes up to its
 * first pane, and the first one after it. That one came before the other is no proof, but it is
 * what is asked first.
 */
final class ChangesKept {
  /** Longer before an episode nothing is looked for. */
  private static final long BEFORE_MILLIS = 30 * 60_000L;

  private static final int MOST_BEFORE = 2;
  private static final int LONGEST_IN_SENTENCE = 160;

  private static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong((Signal change) -> change.time)
          .thenComparing(change -> change.node.id())
          .thenComparing(change -> change.name)
          .thenComparing(change -> change.eventId);

  private ChangesKept() {}

  /** Those that the episode shows, and of these changes those that were made until now. */
  static Signal[] merge(Episode episode, Collection<Signal> changes, long now) {
    TreeSet<Signal> before = new TreeSet<>(BY_TIME);
    TreeSet<Signal> after = new TreeSet<>(BY_TIME);
    for (Signal known : episode.changes) {
      (isBefore(known, episode) ? before : after).add(known);
    }
    for (Signal change : changes) {
      if (change.time <= now
          && change.time >= episode.firstPane - BEFORE_MILLIS
          && (episode.clearSince == Episode.NEVER || change.time < episode.clearSince)
          && concerns(change.node, episode)) {
        (isBefore(change, episode) ? before : after).add(change);
      }
    }
    while (before.size() > MOST_BEFORE) {
      before.pollFirst();
    }
    List<Signal> kept = new ArrayList<>(before);
    if (!after.isEmpty()) {
      kept.add(after.first());
    }
    return kept.toArray(new Signal[0]);
  }

  private static boolean isBefore(Signal change, Episode episode) {
    return change.time < episode.firstPane + Pane.MILLIS;
  }

  private static boolean concerns(Node changed, Episode episode) {
    return isAt(changed, episode.edge)
        || episode.path.stream().anyMatch(edge -> isAt(changed, edge));
  }

  private static boolean isAt(Node changed, Edge edge) {
    return isOf(changed, edge.from) || isOf(changed, edge.to);
  }

  /** A table's index and stream change with it, and so do its replicas in other regions. */
  private static boolean isOf(Node changed, Node node) {
    if (changed.kind != NodeKind.TABLE) {
      return changed.equals(node);
    }
    String name =
        node.kind == NodeKind.INDEX
            ? node.name.substring(0, Math.max(0, node.name.indexOf('/')))
            : node.name;
    boolean isData =
        node.kind == NodeKind.TABLE
            || node.kind == NodeKind.INDEX
            || node.kind == NodeKind.CHANGE_STREAM;
    return isData && changed.name.equals(name) && changed.account.equals(node.account);
  }

  /** How long before the episode what was changed last, in words; null when nothing was. */
  static String told(Episode episode) {
    Signal last = null;
    for (Signal change : episode.changes) {
      last = isBefore(change, episode) ? change : last;
    }
    if (last == null) {
      return null;
    }
    long seconds = Math.max(0, episode.firstPane - last.time) / 1000;
    String when =
        seconds < 60
            ? String.format(Locale.ROOT, "%d s before, ", seconds)
            : String.format(Locale.ROOT, "%d min before, ", seconds / 60);
    String what = words(last);
    return when
        + (what.length() <= LONGEST_IN_SENTENCE
            ? what
            : what.substring(0, LONGEST_IN_SENTENCE) + '…')
        + '.';
  }

  /** The changes as evidence. */
  static List<EvidenceItem> evidence(Episode episode) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Signal change : episode.changes) {
      EvidenceItem item = new EvidenceItem();
      item.at = change.time;
      item.eventId = change.eventId.isEmpty() ? null : change.eventId;
      item.note = words(change);
      items.add(item);
    }
    return items;
  }

  private static String words(Signal change) {
    return change.node.name + " was changed: " + change.name + " by " + change.detail;
  }
}
