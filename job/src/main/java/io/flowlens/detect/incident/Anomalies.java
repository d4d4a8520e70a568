package io.flowlens.detect.incident;

import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.Episode.Phase;
import io.flowlens.detect.episode.EvidenceSelection;
import io.flowlens.detect.episode.Explanations;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import io.flowlens.model.Explanation;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Writes an incident down as the anomaly that others read. */
public final class Anomalies {
  private Anomalies() {}

  /**
   * The incident's next revision. A symptom is never more than information: its root is what
   * somebody should be called for. One that is retracted keeps its severity, so that whoever was
   * called for it hears of it.
   *
   * @param now event time, epoch milliseconds
   */
  public static Anomaly next(Incident incident, long now) {
    Episode episode = incident.episode;
    incident.revision++;
    incident.writtenAt = now;
    incident.changed = false;
    Anomaly anomaly = new Anomaly();
    anomaly.id = episode.id;
    anomaly.type = episode.detector;
    anomaly.revision = incident.revision;
    anomaly.status = status(incident);
    anomaly.startedAt = episode.startedAt();
    anomaly.detectedAt = episode.detectedAt;
    anomaly.updatedAt = now;
    anomaly.resolvedAt = episode.phase == Phase.RESOLVED ? episode.clearSince : 0;
    anomaly.root = episode.subject;
    anomaly.path = new ArrayList<>(incident.path);
    anomaly.explanation = explanation(incident);
    anomaly.parentId = incident.parentId;
    return anomaly;
  }

  private static Status status(Incident incident) {
    Episode episode = incident.episode;
    if (episode.phase == Phase.RETRACTED) {
      return Status.RETRACTED;
    }
    if (episode.phase == Phase.RESOLVED) {
      return Status.RESOLVED;
    }
    return incident.revision == 1 ? Status.OPEN : Status.UPDATED;
  }

  private static Explanation explanation(Incident incident) {
    Episode episode = incident.episode;
    Explanation copy = Explanations.copy(episode.explanation);
    boolean reported = incident.parentId == null && incident.doubt == null;
    copy.severity = reported ? incident.severity : Severity.INFO;
    if (incident.effect != null) {
      copy.summary = joined(copy.summary, incident.effect.summary);
      add(incident.effect, copy);
    }
    if (episode.phase == Phase.RETRACTED) {
      retract(episode.verdictWhy, copy);
    } else if (episode.verdictWhy != null) {
      copy.summary = joined(copy.summary, episode.verdictWhy.summary);
      copy.confidence += (1 - copy.confidence) * episode.verdictWhy.confidence;
      copy.counterEvidence = joined(copy.counterEvidence, episode.verdictWhy.counterEvidence);
      add(episode.verdictWhy, copy);
    }
    if (episode.phase != Phase.RETRACTED) {
      addChanges(incident, copy);
    }
    if (incident.doubt != null) {
      copy.counterEvidence = joined(copy.counterEvidence, List.of(incident.doubt));
    }
    return copy;
  }

  private static void addChanges(Incident incident, Explanation explanation) {
    String change = ChangeSelection.sentence(incident);
    if (change != null) {
      explanation.summary = joined(explanation.summary, change);
      explanation.findings = joined(explanation.findings, List.of("CHANGED_BEFORE"));
    }
    explanation.evidence =
        EvidenceSelection.with(ChangeSelection.evidence(incident), explanation.evidence);
  }

  /** What was measured and seen stays to be looked up; what was made of it goes. */
  private static void retract(Explanation reason, Explanation explanation) {
    explanation.summary = reason.summary;
    explanation.confidence = 0;
    explanation.counterEvidence = reason.counterEvidence;
    explanation.recommendations = reason.recommendations;
    add(reason, explanation);
  }

  private static void add(Explanation more, Explanation explanation) {
    explanation.findings = joined(explanation.findings, more.findings);
    explanation.measures = joined(explanation.measures, more.measures);
  }

  /** Both texts; the second may be missing. */
  private static String joined(String text, String more) {
    return more == null ? text : text + ' ' + more;
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
