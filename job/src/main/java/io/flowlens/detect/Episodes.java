package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.Anomalies;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeBook;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Judgement;
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
 * Knows all episodes, so that it can tell roots from symptoms: one task, under the one key {@link
 * #KEY}. Judgements are few, since edges without trouble send none.
 *
 * <p>What was changed about tables and functions comes beside the judgements. It opens nothing; an
 * episode that is written tells what is known by then of the changes before it and during it.
 *
 * <p>Judgements of a pane wait until the watermark has passed the pane's end and are then taken
 * together, so the result hangs neither on the order of arrival nor on the parallelism before. From
 * pane to pane it goes on by timers, as long as there is an episode to remember. The end of the
 * input counts as silence: a replay ends with every episode resolved.
 */
public final class Episodes extends KeyedCoProcessFunction<String, Judgement, Signal, Anomaly> {
  /** The key of every judgement and change. */
  public static final String KEY = "all";

  private final EpisodeBook book;

  private transient Waiting<Judgement> waiting;
  private transient MapState<String, Episode> episodes;
  private transient Changes changes;
  private transient JobMetrics.Count late;
  private transient EpisodeReport report;

  /** With the times of these settings. */
  public Episodes(Settings settings) {
    this.book = new EpisodeBook(settings);
  }

  @Override
  public void open(OpenContext context) {
    waiting = new Waiting<>(getRuntimeContext(), Types.POJO(Judgement.class));
    episodes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("episodes", Types.STRING, Types.POJO(Episode.class)));
    JobMetrics metrics = new JobMetrics(getRuntimeContext());
    changes = new Changes(getRuntimeContext(), metrics);
    late = metrics.counter(JobMetric.JUDGEMENTS_LATE);
    report = new EpisodeReport(metrics);
  }

  /** Whether somebody changed something, which is what an episode tells of its nodes. */
  public static boolean isChange(Signal signal) {
    return signal.eventId != null;
  }

  @Override
  public void processElement1(Judgement judgement, Context context, Collector<Anomaly> out)
      throws Exception {
    long end = PaneDetectors.end(judgement.paneStart);
    if (end <= context.timerService().currentWatermark()) {
      late.add(1);
      return;
    }
    waiting.add(judgement.paneStart, judgement);
    context.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void processElement2(Signal change, Context context, Collector<Anomaly> out)
      throws Exception {
    long forgetAt = Changes.forgetAt(change);
    if (forgetAt > context.timerService().currentWatermark() && changes.add(change)) {
      context.timerService().registerEventTimeTimer(forgetAt);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Anomaly> out) throws Exception {
    long pane = Pane.startOf(time);
    Map<String, Episode> all = new HashMap<>();
    for (Map.Entry<String, Episode> entry : episodes.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    for (Episode episode : book.turn(all, waiting.take(pane), changes.at(pane), pane)) {
      Anomaly anomaly = Anomalies.next(episode, pane + Pane.MILLIS);
      report.written(anomaly);
      out.collect(anomaly);
    }
    report.remembered(all.values());
    episodes.clear();
    if (!all.isEmpty()) {
      episodes.putAll(all);
      context.timerService().registerEventTimeTimer(time + Pane.MILLIS);
    }
  }
}
