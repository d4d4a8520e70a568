package io.flowlens.detect.replayloop;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.SignalKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Is the same data worked on again and again?
 *
 * <p><b>Replay.</b> Records of a stream whose delivery to a function fails are delivered again
 * until it succeeds, they expire (24 hours by default) or the attempts are used up (by default they
 * never are). It is a replay from the fourth delivery on, and from the third when 300 records were
 * delivered again; a batch that is cut in halves on the way is still the same. A failure record's
 * own count of invocations counts where it is higher. The same goes for records that come back
 * although the invocation succeeded: the function reports them as failed. Where nothing says which
 * records an invocation was given, a function that fails counts itself: at least half of its
 * invocations in 5 minutes (Wilson, z = 2), four or more, in three of these minutes. One of which
 * only CloudTrail shows what feeds it is for information, when its log shows ten failures in 10
 * minutes, in eight of them.
 *
 * <p><b>Loop.</b> A function that writes to the table whose changes it takes feeds itself if its
 * writes come back. Each record then begets R more, and each change of the table is worked on
 * 1/(1-R) times. R at least 0.2 is costly, R at least 0.95 runs away (Wilson lower bounds, z = 3.5,
 * 50 records in 1, 5 or 15 minutes). Where the function's writes are sampled, that they come back
 * must be sure with the same z, and R is an estimate: by its traced invocations, or as what others
 * do not make, if it was seen for long enough before how many changes their traces stand for.
 * Lambda's own loop detection does not see loops through DynamoDB.
 *
 * <p><b>Effect.</b> A function's table in which most additions repeat one that was made before, and
 * two of them are the same three times as often as usual, says so to the episode that caused it:
 * the replay corrupts what it writes.
 *
 * <p>Not a replay: a batch tried three times. Not a loop: a function that writes to its table
 * without being given those changes; one that takes what gathered while it was down, until 15
 * minutes after as long as it was down; one that is given records older than it can have fallen
 * behind (its iterator was set back); one whose newest minute shows none.
 */
public final class ReplayLoop implements Detector<TableReplays> {
  /** The anomaly type. */
  public static final String ID = "replay-loop";

  private static final Set<Access> ACCESSES =
      EnumSet.of(Access.DELIVER, Access.CHANGE, Access.WRITE, Access.TRANSACT);

  private static final Duration MEMORY = Duration.ofDays(30);

  private final long silence;
  private final long minDeliveries;
  private final ReplayCriteria replays;
  private final LoopCriteria loops;
  private final CorruptionCriteria effects;
  private final ReplayExplanation replayExplanation;
  private final LoopExplanation loopExplanation;

  /** With the thresholds of these settings. */
  public ReplayLoop(Settings settings) {
    silence = settings.get(ReplayLoopOptions.SILENCE).toMillis();
    minDeliveries = settings.get(ReplayLoopOptions.MIN_DELIVERIES);
    replays = new ReplayCriteria(settings);
    loops = new LoopCriteria(settings);
    effects = new CorruptionCriteria(settings);
    replayExplanation = new ReplayExplanation(settings);
    loopExplanation = new LoopExplanation(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Is the same data worked on again and again?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return ACCESSES;
  }

  @Override
  public Set<SignalKind> signals() {
    return EnumSet.of(SignalKind.CONFIGURATION_CHANGE, SignalKind.INVOCATION_FAILED);
  }

  @Override
  public Set<Detail<?>> details() {
    return Set.of(Detail.BATCHES, Detail.DELIVERED_BATCHES, Detail.REPEATS);
  }

  @Override
  public Class<TableReplays> stateType() {
    return TableReplays.class;
  }

  @Override
  public TableReplays newState() {
    return new TableReplays();
  }

  /** A month: for so long what feeds a function is remembered. */
  @Override
  public Duration memory() {
    return MEMORY;
  }

  @Override
  public List<Option<?>> options() {
    return ReplayLoopOptions.ALL;
  }

  @Override
  public boolean active(TableReplays state) {
    if (state.function != null && state.function.failingSince != 0) {
      return true;
    }
    for (FunctionDelivery delivery : state.deliveries) {
      if (delivery.active || delivery.stuck.length > 0 || delivery.failingSince != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void judge(Round round, TableReplays state, OwnEpisodes episodes, Findings findings) {
    FedFunction.learn(state, round);
    if (state.function != null) {
      state.function.judge(findings);
    }
    TablePane table = new TablePane(round.start(), round.panes());
    ReplayStateUpdate.learn(state, table, silence);
    for (FunctionDelivery delivery : state.deliveries) {
      boolean replay = judgeReplay(delivery, table, findings);
      boolean loop = judgeLoop(delivery, OtherWriters.of(state, round.start()), table, findings);
      delivery.active = replay || loop;
    }
    Explanation effect = effects.effect(state, table);
    if (effect != null) {
      findings.effect(table.mainFunction(), effect);
    }
  }

  private boolean judgeReplay(FunctionDelivery delivery, TablePane table, Findings findings) {
    long end = table.start + Pane.MILLIS;
    replays.learnFailing(delivery, table.of(delivery.edge), table.start);
    RedeliveredBatch worst = replays.worst(delivery);
    RedeliveredBatch returned = replays.returned(delivery);
    if (worst != null) {
      Level level = replays.level(worst, end);
      findings.add(delivery.edge, level, replayExplanation.of(delivery, worst));
    } else if (returned != null) {
      Level level = replays.level(returned, end);
      findings.add(
          delivery.edge, level, ReturningExplanation.of(delivery, returned, minDeliveries));
    } else if (delivery.failingSince != 0) {
      Level level = replays.levelOfFailing(delivery, end);
      findings.add(delivery.edge, level, FailingExplanation.of(delivery, minDeliveries));
    } else {
      return false;
    }
    return true;
  }

  private boolean judgeLoop(
      FunctionDelivery delivery, OtherWriters others, TablePane table, Findings findings) {
    LoopTraffic loop = loops.loop(delivery, others, table.start);
    boolean running = loop != null && loops.isRunaway(loop);
    delivery.ranAway = running || (loop != null && delivery.ranAway);
    loops.sumUp(delivery, loop, others, table.start);
    if (loop == null) {
      return false;
    }
    Level level = loops.level(loop, delivery, others);
    Explanation why = loopExplanation.of(delivery, loop, running, table);
    findings.add(delivery.writes, level, why);
    return true;
  }
}
