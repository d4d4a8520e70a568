package io.flowlens.detect.contractbreach;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Subject;
import java.io.Serializable;

/** Judges each edge by itself. */
final class EdgeJudge implements Serializable {
  private final long minBad;
  private final double z;
  private final Silence silence;
  private final StopExplanation stop;

  EdgeJudge(Settings settings) {
    minBad = settings.get(ContractBreachOptions.MIN_BAD);
    z = settings.get(ContractBreachOptions.CONFIDENCE_Z);
    silence = new Silence(settings);
    stop = new StopExplanation(settings);
  }

  /**
   * Judges one edge.
   *
   * @param all calls of all edges of the program in this round
   */
  void judge(
      JudgedEdge one, ReporterState state, long all, OwnEpisodes episodes, Findings findings) {
    boolean stopped = followCalls(one, state, all);
    if (stopped) {
      findings.add(one.edge.edge, Level.FIRING, stop.of(one));
      return;
    }
    if (one.edge.breach != null && one.edge.breach.stopped) {
      one.edge.breach = null;
      return;
    }
    followBudget(one, episodes, findings);
  }

  /** Whether the flow has stopped. */
  private boolean followCalls(JudgedEdge one, ReporterState state, long all) {
    PromisedEdge edge = one.edge;
    long now = one.round.start();
    UsualCalls usual = UsualCalls.unpack(edge.usual);
    long pause = now - edge.lastCall;
    if (one.calls() > 0) {
      Silence.call(one);
    } else if (Silence.goesOn(state, edge, all)) {
      Silence.miss(one, usual);
    }
    usual.learn(now, one.calls(), pause);
    boolean stopped = silence.isStop(one);
    if (stopped) {
      usual.spoil();
      begin(edge).stopped = true;
      edge.breach.reported = true;
    } else if (silence.isEnd(one) && edge.missed > 0) {
      usual.forget();
      edge.missed = 0;
    }
    edge.usual = usual.packed();
    return stopped;
  }

  private static Breach begin(PromisedEdge edge) {
    edge.breach = edge.breach == null ? new Breach() : edge.breach;
    return edge.breach;
  }

  private void followBudget(JudgedEdge one, OwnEpisodes episodes, Findings findings) {
    BurnFinding worst = null;
    boolean spends = false;
    for (Promise promise : Promise.values()) {
      if (promise.isOf(one.contract)) {
        Spending spending = one.spending(promise);
        spends |= spending.burn(Span.FIVE_MINUTES) >= 1;
        spends |= one.edge.breach != null && spending.burn(Span.HALF_HOUR) >= 1;
        worst = BurnFinding.worse(worst, finding(one, promise, spending));
      }
    }
    count(one, spends || one.isReported());
    if (worst != null && worst.pair != null) {
      one.edge.breach.reported = true;
      Level level = worst.met ? Level.FIRING : Level.HOLDING;
      findings.add(one.edge.edge, level, BurnExplanation.of(one, worst));
    } else if (one.isReported()) {
      if (episodes.isOpen(Subject.of(one.edge.edge))) {
        findings.over(one.edge.edge, BurnExplanation.of(one, worst), one.edge.breach.lastBad);
      }
      one.edge.breach = null;
    }
  }

  private BurnFinding finding(JudgedEdge one, Promise promise, Spending spending) {
    BurnPair met = BurnPair.met(spending, minBad, z);
    BurnPair still = one.isReported() ? BurnPair.stillMet(spending) : null;
    return new BurnFinding(promise, spending, met != null ? met : still, met != null);
  }

  /** What is counted since the budget began to be spent too fast. */
  private static void count(JudgedEdge one, boolean spends) {
    if (!spends) {
      one.edge.breach = null;
      return;
    }
    if (one.edge.breach == null) {
      begin(one.edge).since = one.round.start();
      one.edge.breach.lastBad = one.round.end();
    }
    if (one.pane != null) {
      one.edge.breach.add(one.pane, one.contract, one.round.end());
    }
  }
}
