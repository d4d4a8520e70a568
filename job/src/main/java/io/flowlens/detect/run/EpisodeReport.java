package io.flowlens.detect.run;

import io.flowlens.detect.incident.Incident;
import io.flowlens.log.LimitedLog;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import java.util.Collection;

/** Counts and logs what becomes of episodes, for those who operate the job. */
final class EpisodeReport {
  private static final int LINES_PER_MINUTE = 60;

  private final LimitedLog log = new LimitedLog(Incidents.class, LINES_PER_MINUTE);
  private final JobMetrics.Count opened;
  private final JobMetrics.Count retracted;
  private volatile long open;

  EpisodeReport(JobMetrics metrics) {
    opened = metrics.counter(JobMetric.EPISODES_OPENED);
    retracted = metrics.counter(JobMetric.EPISODES_RETRACTED);
    metrics.gauge(JobMetric.EPISODES_OPEN, () -> open);
  }

  /** A revision that is sent. */
  void written(Anomaly anomaly) {
    opened.add(anomaly.status == Status.OPEN ? 1 : 0);
    retracted.add(anomaly.status == Status.RETRACTED ? 1 : 0);
    if (anomaly.status != Status.UPDATED) {
      log.info(
          "Episode {}: {} {} at {}, revision {}",
          anomaly.status.label(),
          anomaly.id,
          anomaly.type,
          anomaly.root.id(),
          anomaly.revision);
    }
  }

  /** All incidents that are known after a round. */
  void remembered(Collection<Incident> incidents) {
    open = incidents.stream().filter(incident -> incident.episode.isOpen()).count();
  }
}
