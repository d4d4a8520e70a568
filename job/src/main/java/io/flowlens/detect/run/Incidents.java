package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.incident.Anomalies;
import io.flowlens.detect.incident.Incident;
import io.flowlens.detect.incident.IncidentBook;
import io.flowlens.detect.incident.Mutes;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sees all episodes, so that it can distinguish roots from symptoms: one task, under the one key
 * {@link #KEY}. It is sent only what changes, holds all incidents in memory, and stores of them
 * those that a round changed, so that thousands may be open at once.
 *
 * <p>What was changed about tables and functions comes beside the episodes. It opens nothing; an
 * anomaly that is written says what is known by then of the changes before it and during it.
 *
 * <p>Updates of a round are kept until the watermark has passed its end and are then taken
 * together, so the result depends neither on the order of arrival nor on the parallelism before.
 * From round to round it goes on by timers, as long as there is an incident to remember. The end of
 * the input counts as silence: a replay ends with every episode resolved.
 */
public final class Incidents
    extends KeyedCoProcessFunction<String, EpisodeUpdate, Signal, Anomaly> {
  /** The key of every update and change. */
  public static final String KEY = "all";

  private final IncidentBook book;
  private final Mutes mutes;

  private transient RoundBuffer<EpisodeUpdate> buffer;
  private transient MapState<String, Incident> stored;
  private transient Map<String, Incident> incidents;
  private transient RecentChanges changes;
  private transient JobMetrics.Count late;
  private transient EpisodeReport report;

  /** With the times of these settings. */
  public Incidents(Settings settings) {
    this.book = new IncidentBook(settings);
    this.mutes = new Mutes(settings);
  }

  @Override
  public void open(OpenContext context) {
    buffer = new RoundBuffer<>(getRuntimeContext(), Types.POJO(EpisodeUpdate.class));
    stored =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("incidents", Types.STRING, Types.POJO(Incident.class)));
    JobMetrics metrics = new JobMetrics(getRuntimeContext());
    changes = new RecentChanges(getRuntimeContext(), metrics);
    late = metrics.counter(JobMetric.JUDGEMENTS_LATE);
    report = new EpisodeReport(metrics);
  }

  @Override
  public void processElement1(EpisodeUpdate update, Context context, Collector<Anomaly> out)
      throws Exception {
    long end = Pane.endOf(update.round);
    if (end <= context.timerService().currentWatermark()) {
      late.add(1);
      return;
    }
    buffer.add(update.round, update);
    context.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void processElement2(Signal change, Context context, Collector<Anomaly> out)
      throws Exception {
    long forgetAt = RecentChanges.forgetAt(change);
    if (forgetAt > context.timerService().currentWatermark() && changes.add(change)) {
      context.timerService().registerEventTimeTimer(forgetAt);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Anomaly> out) throws Exception {
    long round = Pane.startOf(time);
    if (incidents == null) {
      incidents = load();
    }
    IncidentBook.Outcome outcome =
        book.advance(incidents, buffer.take(round), changes.at(round), round);
    for (Incident incident : outcome.written()) {
      Anomaly anomaly = Anomalies.next(incident, round + Pane.MILLIS);
      mutes.apply(anomaly);
      report.written(anomaly);
      out.collect(anomaly);
    }
    report.remembered(incidents.values());
    for (String key : outcome.touched()) {
      store(key);
    }
    if (!incidents.isEmpty()) {
      context.timerService().registerEventTimeTimer(time + Pane.MILLIS);
    }
  }

  private Map<String, Incident> load() throws Exception {
    Map<String, Incident> all = new HashMap<>();
    for (Map.Entry<String, Incident> entry : stored.entries()) {
      all.put(entry.getKey(), entry.getValue().copy());
    }
    return all;
  }

  private void store(String key) throws Exception {
    Incident incident = incidents.get(key);
    if (incident == null) {
      stored.remove(key);
    } else {
      stored.put(key, incident.copy());
    }
    if (incidents.isEmpty()) {
      stored.clear();
    }
  }
}
