package io.flowlens.detect.incident;

import io.flowlens.detect.episode.Episode;
import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Pinned;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** An episode with its place among the others: its causes, and what was changed before it. */
public final class Incident {
  /**
   * The earliest first; of those the worst when it opened; then by type and subject, so that there
   * is one order.
   */
  static final Comparator<Incident> EARLIEST_THEN_WORST =
      Comparator.comparingLong((Incident i) -> i.episode.firstPane)
          .thenComparingDouble(i -> -i.episode.excess)
          .thenComparing(i -> i.episode.detector)
          .thenComparing(i -> i.episode.subject.id());

  /** As its last update says. */
  public Episode episode;

  /** What it did along another edge; null while nothing is known of that. */
  public Explanation effect;

  /** Why it is for information only, though no symptom; null when it is not. */
  public String doubt;

  /** The worst so far, of the episode itself and of its effect. */
  public Severity severity;

  /** The id of the anomaly that it is a symptom of; null where it is none. */
  public String parentId;

  @TypeInfo(Pinned.Edges.class)
  public List<Edge> path = new ArrayList<>();

  /** What somebody changed about its tables and functions, the earliest first. */
  public Signal[] changes = new Signal[0];

  /** The revision last written; 0 when none was. */
  public int revision;

  /** End of the round in which it was last written, epoch milliseconds. */
  public long writtenAt;

  /** Whether it must be written with this round. */
  transient boolean changed;

  /** For Flink. */
  public Incident() {}

  /** One that is not changed with this one; what both hold is never changed in place. */
  public Incident copy() {
    Incident copy = new Incident();
    copy.episode = episode;
    copy.effect = effect;
    copy.doubt = doubt;
    copy.severity = severity;
    copy.parentId = parentId;
    copy.path = path;
    copy.changes = changes;
    copy.revision = revision;
    copy.writtenAt = writtenAt;
    return copy;
  }

  boolean isOpen() {
    return episode.isOpen();
  }

  /** Raises the severity; whether that was a rise. */
  boolean raise(Severity to) {
    if (to == null || (severity != null && to.compareTo(severity) <= 0)) {
      return false;
    }
    severity = to;
    return true;
  }
}
