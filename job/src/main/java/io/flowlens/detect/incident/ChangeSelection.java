package io.flowlens.detect.incident;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.episode.Episode;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import io.flowlens.model.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What somebody changed about an episode's tables and functions: the newest two changes up to its
 * start, and the first one after it. That one came before the other is no proof, but it is
 * what is asked first.
 */
final class ChangeSelection {
  /** Longer before an episode nothing is looked for. */
  private static final long BEFORE_MILLIS = 30 * 60_000L;

  private static final int MOST_BEFORE = 2;
  private static final int LONGEST_IN_SENTENCE = 160;

  private static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong((Signal change) -> change.time)
          .thenComparing(change -> change.node.id())
          .thenComparing(change -> change.dimension(Signal.OPERATION))
          .thenComparing(change -> change.eventId);

  private ChangeSelection() {}

  /**
   * Takes in what was changed until now.
   *
   * @return whether the incident shows other changes than before
   */
  static boolean keep(Incident incident, Collection<Signal> changes, long now) {
    TreeSet<Signal> before = new TreeSet<>(BY_TIME);
    TreeSet<Signal> after = new TreeSet<>(BY_TIME);
    for (Signal change : changes) {
      if (change.time <= now && concerns(change, incident)) {
        (isBefore(change, incident) ? before : after).add(change);
      }
    }
    if (before.isEmpty() && after.isEmpty()) {
      return false;
    }
    for (Signal change : incident.changes) {
      (isBefore(change, incident) ? before : after).add(change);
    }
    while (before.size() > MOST_BEFORE) {
      before.pollFirst();
    }
    List<Signal> kept = new ArrayList<>(before);
    if (!after.isEmpty()) {
      kept.add(after.first());
    }
    if (isSame(kept, incident.changes)) {
      return false;
    }
    incident.changes = kept.toArray(new Signal[0]);
    return true;
  }

  private static boolean isSame(List<Signal> some, Signal[] others) {
    boolean same = some.size() == others.length;
    for (int i = 0; same && i < others.length; i++) {
      same = BY_TIME.compare(some.get(i), others[i]) == 0;
    }
    return same;
  }

  private static boolean concerns(Signal change, Incident incident) {
    Episode episode = incident.episode;
    return change.time >= episode.startedAt() - BEFORE_MILLIS
        && (episode.clearSince == Episode.NEVER || change.time < episode.clearSince)
        && (isAt(change.node, episode.subject)
            || incident.path.stream().anyMatch(edge -> isAt(change.node, edge)));
  }

  private static boolean isBefore(Signal change, Incident incident) {
    return change.time < incident.episode.startedAt() + Pane.MILLIS;
  }

  private static boolean isAt(Node changed, Subject subject) {
    return isOf(changed, subject.start()) || isOf(changed, subject.end());
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
  static String sentence(Incident incident) {
    Signal last = null;
    for (Signal change : incident.changes) {
      last = isBefore(change, incident) ? change : last;
    }
    if (last == null) {
      return null;
    }
    long seconds = Math.max(0, incident.episode.startedAt() - last.time) / 1000;
    String when =
        seconds < 60 ? format("%d s before, ", seconds) : format("%d min before, ", seconds / 60);
    String what = words(last);
    return when
        + (what.length() <= LONGEST_IN_SENTENCE
            ? what
            : what.substring(0, LONGEST_IN_SENTENCE) + '…')
        + '.';
  }

  /** The changes as evidence. */
  static List<EvidenceItem> evidence(Incident incident) {
    List<EvidenceItem> items = new ArrayList<>();
    for (Signal change : incident.changes) {
      EvidenceItem item = new EvidenceItem();
      item.at = change.time;
      item.eventId = change.eventId.isEmpty() ? null : change.eventId;
      item.note = words(change);
      items.add(item);
    }
    return items;
  }

  private static String words(Signal change) {
    return change.node.name
        + " was changed: "
        + change.dimension(Signal.OPERATION)
        + " by "
        + change.detail;
  }
}
