package io.flowlens.detect.batchflood;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is more sent into a stream or queue than its consumer takes? The definition stands in the
 * package's description.
 */
public final class BatchFlood implements Detector<FloodState> {
  /** The anomaly type. */
  public static final String ID = "batch-flood";

  /** A batch that comes each hour or pauses is one episode. */
  private static final long REOPEN_MILLIS = 2 * 3_600_000L;

  private final FloodCriteria criteria;
  private final FloodExplanation explanation;
  private final UnprocessedCriteria unprocessed;

  /** With the thresholds of these settings. */
  public BatchFlood(Settings settings) {
    criteria = new FloodCriteria(settings);
    explanation = new FloodExplanation(settings);
    unprocessed = new UnprocessedCriteria(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Is more sent into a stream or queue than its consumer takes, or does a batch write leave items undone?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.of(Access.WRITE, Access.TRANSACT, Access.CHANGE, Access.PUBLISH, Access.DELIVER);
  }

  @Override
  public Set<Detail<?>> details() {
    return Set.of(Detail.BATCHES);
  }

  @Override
  public List<Option<?>> options() {
    return BatchFloodOptions.ALL;
  }

  @Override
  public Class<FloodState> stateType() {
    return FloodState.class;
  }

  @Override
  public FloodState newState() {
    return new FloodState();
  }

  @Override
  public boolean active(FloodState state) {
    boolean behind = false;
    for (Channel channel : state.channels) {
      behind |= channel.isBehind();
    }
    return behind || state.unprocessed.length > 0;
  }

  @Override
  public Duration memory() {
    return Duration.ofMillis(Channels.MEMORY_MILLIS);
  }

  @Override
  public void judge(Round round, FloodState state, OwnEpisodes episodes, Findings findings) {
    Channels.learn(state, round.panes(), round.start());
    findings.reopenWithin(REOPEN_MILLIS);
    for (Channel channel : state.channels) {
      boolean usual = !channel.isBehind();
      Map<String, Behind> worst = new TreeMap<>();
      for (Consumer consumer : channel.consumers) {
        Behind behind = judge(channel, consumer, round.start());
        if (behind != null) {
          worst.merge(behind.subject.id(), behind, Behind::worse);
        }
      }
      worst.values().forEach(behind -> add(behind, round, findings));
      learn(channel, usual, round.start());
    }
    unprocessed.judge(state, round, findings);
  }

  private void add(Behind behind, Round round, Findings findings) {
    Explanation why = explanation.of(behind, pane(round, behind.subject), round.end());
    if (behind.isOver()) {
      findings.over(behind.subject, why, behind.lastTaken());
    } else {
      findings.add(behind.subject, behind.level, why);
    }
  }

  /** Null where the consumer is not behind. */
  private Behind judge(Channel channel, Consumer consumer, long now) {
    Lag lag = new Lag(channel, consumer, now);
    if (consumer.flooding == null) {
      Kind kind = criteria.begins(lag);
      if (kind == null) {
        return null;
      }
      consumer.flooding = Onset.of(kind, channel, consumer, lag, now);
      lag = new Lag(channel, consumer, now);
    }
    Flooding flooding = consumer.flooding;
    if (consumer.lastPane == now) {
      flooding.note(lag, criteria.grows(lag), now);
    }
    Level level = criteria.level(lag, consumer, now);
    Behind behind = new Behind(channel, consumer, lag, level, now);
    if (level == Level.CLEAR) {
      consumer.past = PastFloods.with(consumer.past, flooding.since, flooding.longest);
      consumer.flooding = null;
    }
    return behind;
  }

  private static void learn(Channel channel, boolean usual, long now) {
    if (!usual || channel.isBehind()) {
      return;
    }
    channel.usual =
        Usual.with(
            channel.usual, now, Arrivals.unpack(channel.arrivals).perSecond(Lag.MINUTES, now));
    for (Consumer consumer : channel.consumers) {
      double taken = Intake.unpack(consumer.intake).perSecond(Lag.MINUTES, now);
      consumer.usualTaken = Usual.with(consumer.usualTaken, now, taken);
      if (consumer.ageAt == now) {
        consumer.usualAge = Usual.with(consumer.usualAge, now, consumer.age);
      }
    }
  }

  /** Null where the edge was silent. */
  private static Pane pane(Round round, Edge edge) {
    for (Pane pane : round.panes()) {
      if (pane.edge.equals(edge) && edge.to.kind != NodeKind.FUNCTION) {
        return pane;
      }
    }
    return null;
  }
}
