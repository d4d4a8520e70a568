package io.flowlens.detect.episode;

import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import io.flowlens.model.Explanation;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Writes an episode down as the anomaly that others read. */
public final class Anomalies {
  private Anomalies() {}

  /**
   * The episode's next revision. A symptom is never more than information: its root is what
   * somebody should be called for.
   *
   * @param now event time, epoch milliseconds
   */
  public static Anomaly next(Episode episode, long now) {
    episode.revision++;
    episode.writtenAt = now;
    episode.changed = false;
    Anomaly anomaly = new Anomaly();
    anomaly.id = episode.id;
    anomaly.type = episode.detector;
    anomaly.revision = episode.revision;
    anomaly.status = status(episode);
    anomaly.startedAt = episode.firstPane;
    anomaly.detectedAt = episode.detectedAt;
    anomaly.updatedAt = now;
    anomaly.resolvedAt = episode.phase == Phase.RESOLVED ? episode.clearSince : 0;
    anomaly.root = episode.edge;
    anomaly.path = new ArrayList<>(episode.path);
    anomaly.explanation = explanation(episode);
    anomaly.parentId = episode.parentId;
    return anomaly;
  }

  private static Status status(Episode episode) {
    if (episode.phase == Phase.RESOLVED) {
      return Status.RESOLVED;
    }
    return episode.revision == 1 ? Status.OPEN : Status.UPDATED;
  }

  private static Explanation explanation(Episode episode) {
    Explanation copy = Explanations.copy(episode.explanation);
    copy.severity = episode.parentId == null ? episode.severity : Severity.INFO;
    if (episode.effect != null) {
      add(episode.effect, copy);
    }
    return copy;
  }

  private static void add(Explanation effect, Explanation explanation) {
    String before = explanation.summary.substring(0, explanation.summary.length() - 1);
    explanation.summary = before + "; " + effect.summary;
    explanation.findings = joined(explanation.findings, effect.findings);
    explanation.measures = joined(explanation.measures, effect.measures);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
