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
   * somebody should be called for. One that is retracted keeps its severity, so that whoever was
   * called for it hears of it.
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
    if (episode.phase == Phase.RETRACTED) {
      return Status.RETRACTED;
    }
    if (episode.phase == Phase.RESOLVED) {
      return Status.RESOLVED;
    }
    return episode.revision == 1 ? Status.OPEN : Status.UPDATED;
  }

  private static Explanation explanation(Episode episode) {
    Explanation copy = Explanations.copy(episode.explanation);
    copy.severity =
        episode.parentId == null && episode.doubt == null ? episode.severity : Severity.INFO;
    if (episode.effect != null) {
      copy.summary = joined(copy.summary, episode.effect.summary);
      add(episode.effect, copy);
    }
    if (episode.phase == Phase.RETRACTED) {
      retract(episode.heard, copy);
    } else if (episode.heard != null) {
      copy.summary = joined(copy.summary, episode.heard.summary);
      copy.confidence += (1 - copy.confidence) * episode.heard.confidence;
      copy.counterEvidence = joined(copy.counterEvidence, episode.heard.counterEvidence);
      add(episode.heard, copy);
    }
    if (episode.phase != Phase.RETRACTED) {
      addChanges(episode, copy);
    }
    if (episode.doubt != null) {
      copy.counterEvidence = joined(copy.counterEvidence, List.of(episode.doubt));
    }
    return copy;
  }

  private static void addChanges(Episode episode, Explanation explanation) {
    String told = ChangesKept.told(episode);
    if (told != null) {
      explanation.summary = joined(explanation.summary, told);
      explanation.findings = joined(explanation.findings, List.of("CHANGED_BEFORE"));
    }
    explanation.evidence = EvidenceKept.with(ChangesKept.evidence(episode), explanation.evidence);
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

  /** One sentence of two; the second may be missing. */
  private static String joined(String sentence, String more) {
    return more == null ? sentence : sentence.substring(0, sentence.length() - 1) + "; " + more;
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
