package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.detect.episode.Anomalies;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EpisodeBook;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
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

  /** A change is kept for as long: it may come late, and an episode may begin later. */
  private static final long CHANGES_MILLIS = 60 * 60_000L;

  /** More changes than this within that time are not looked at. */
  private static final int MOST_CHANGES = 10_000;

  private static final int UNCOUNTED = -1;

  private final EpisodeBook book;

  private transient Waiting<Judgement> waiting;
  private transient MapState<String, Episode> episodes;
  private transient MapState<String, Signal> changes;
  private transient Counter late;
  private transient Counter changesLeftOut;

  /** How many changes there are; {@link #UNCOUNTED} until they have been counted. */
  private transient int changesKept;

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
    changes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("changes", Types.STRING, Types.POJO(Signal.class)));
    late = getRuntimeContext().getMetricGroup().counter("judgementsLate");
    changesLeftOut = getRuntimeContext().getMetricGroup().counter("changesLeftOut");
    changesKept = UNCOUNTED;
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
      late.inc();
      return;
    }
    waiting.add(judgement.paneStart, judgement);
    context.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void processElement2(Signal change, Context context, Collector<Anomaly> out)
      throws Exception {
    long forgetAt = PaneDetectors.end(Pane.startOf(change.time) + CHANGES_MILLIS);
    if (forgetAt <= context.timerService().currentWatermark()) {
      return;
    }
    if (changesKept == UNCOUNTED) {
      changesKept = count(changes.keys());
    }
    String id = change.node.id() + '|' + change.time + '|' + change.name + '|' + change.eventId;
    if (changes.contains(id)) {
      return;
    }
    if (changesKept == MOST_CHANGES) {
      changesLeftOut.inc();
      return;
    }
    changes.put(id, change);
    changesKept++;
    context.timerService().registerEventTimeTimer(forgetAt);
  }

  private static int count(Iterable<?> all) {
    int n = 0;
    for (Object ignored : all) {
      n++;
    }
    return n;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Anomaly> out) throws Exception {
    long pane = Pane.startOf(time);
    Map<String, Episode> all = new HashMap<>();
    for (Map.Entry<String, Episode> entry : episodes.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    for (Episode episode : book.turn(all, waiting.take(pane), changes(pane), pane)) {
      out.collect(Anomalies.next(episode, pane + Pane.MILLIS));
    }
    episodes.clear();
    if (!all.isEmpty()) {
      episodes.putAll(all);
      context.timerService().registerEventTimeTimer(time + Pane.MILLIS);
    }
  }

  /** All that are not to be forgotten with this pane. */
  private List<Signal> changes(long pane) throws Exception {
    List<Signal> kept = new ArrayList<>();
    for (Iterator<Signal> all = changes.values().iterator(); all.hasNext(); ) {
      Signal change = all.next();
      if (Pane.startOf(change.time) + CHANGES_MILLIS <= pane) {
        all.remove();
      } else {
        kept.add(change);
      }
    }
    if (kept.isEmpty()) {
      changes.clear();
    }
    changesKept = kept.size();
    return kept;
  }
}
