package io.flowlens.detect.replayloop;

import io.flowlens.config.Settings;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;

/** When records that are delivered again are a replay. */
final class ReplayCriteria implements Serializable {
  /** A failing batch is tried again within a minute or so; the last try counts for that long. */
  private static final long RECENT_MILLIS = 70_000;

  /** From the third delivery on, by how much was delivered again. */
  private static final double FACTOR_OF_MANY = 3;

  private final long minDeliveries;
  private final long minRedelivered;

  ReplayCriteria(Settings settings) {
    minDeliveries = settings.get(ReplayLoopOptions.MIN_DELIVERIES);
    minRedelivered = settings.get(ReplayLoopOptions.MIN_REDELIVERED);
  }

  /** The batch that was repeated most of those that meet the definition; null when none does. */
  RedeliveredBatch worst(FunctionDelivery delivery) {
    RedeliveredBatch worst = null;
    for (RedeliveredBatch stuck : delivery.stuck) {
      if (fires(stuck) && (worst == null || isWorse(stuck, worst))) {
        worst = stuck;
      }
    }
    return worst;
  }

  /**
   * The records that came back most often although no delivery failed, so often that the function
   * must report them as failed; null when none did.
   */
  RedeliveredBatch returned(FunctionDelivery delivery) {
    RedeliveredBatch worst = null;
    for (RedeliveredBatch batch : delivery.returning) {
      if (batch.deliveries >= minDeliveries && (worst == null || isWorse(batch, worst))) {
        worst = batch;
      }
    }
    return worst;
  }

  /** Keeps since when most of the function's invocations fail, where no record is to blame. */
  void learnFailing(FunctionDelivery delivery, Pane delivered, long paneStart) {
    Invocations invocations = Invocations.unpack(delivery.invocations);
    invocations.count(delivered, paneStart);
    delivery.invocations = invocations.packed();
    if (!invocations.mostFail(minDeliveries)) {
      delivery.failingSince = 0;
      return;
    }
    if (delivery.failingSince == 0) {
      delivery.failingSince = invocations.firstFailure();
      delivery.failures = invocations.failed();
    } else if (delivered != null) {
      delivery.failures += Invocations.failed(delivered);
    }
    if (delivered != null && Invocations.failed(delivered) > 0) {
      delivery.failedAt = paneStart + Pane.MILLIS;
    }
  }

  /** Whether a function whose invocations fail still does so, or was only not tried again yet. */
  Level levelOfFailing(FunctionDelivery delivery, long paneEnd) {
    return delivery.failedAt < paneEnd - RECENT_MILLIS ? Level.HOLDING : Level.FIRING;
  }

  Level level(RedeliveredBatch worst, long paneEnd) {
    if (worst.lastAt < paneEnd - RECENT_MILLIS) {
      return Level.HOLDING;
    }
    boolean beyondDoubt = isMany(worst) || worst.times() > minDeliveries;
    return beyondDoubt ? Level.EXTREME : Level.FIRING;
  }

  private boolean fires(RedeliveredBatch stuck) {
    return stuck.times() >= minDeliveries || isMany(stuck);
  }

  private boolean isMany(RedeliveredBatch stuck) {
    return stuck.redelivered() >= minRedelivered && stuck.replayFactor() >= FACTOR_OF_MANY;
  }

  private static boolean isWorse(RedeliveredBatch one, RedeliveredBatch other) {
    return one.redelivered() == other.redelivered()
        ? one.times() > other.times()
        : one.redelivered() > other.redelivered();
  }
}
