package io.flowlens.detect.batchflood;

import io.flowlens.model.Edge;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;

/** A consumer that is behind, or has just caught up, as one round finds it. */
final class Behind {
  final Channel channel;
  final Consumer consumer;
  final Flooding flooding;
  final Lag lag;
  final Level level;

  /** The publisher's edge, or the consumer's where the publisher is not known or not the reason. */
  final Edge subject;

  /** How old records are when they are taken, seconds. */
  final double wait;

  /** How many consumers of the channel are behind for the same reason. */
  int consumers = 1;

  Behind(Channel channel, Consumer consumer, Lag lag, Level level, long now) {
    this.channel = channel;
    this.consumer = consumer;
    this.flooding = consumer.flooding;
    this.lag = lag;
    this.level = level;
    this.wait = FloodCriteria.wait(lag, flooding, now);
    this.subject = flooding.publisher == null ? consumer.edge : flooding.publisher;
  }

  /** Whether it is being worked off. */
  boolean drains() {
    return lag.falls() || level == Level.HOLDING;
  }

  boolean isOver() {
    return level == Level.CLEAR;
  }

  /** When the consumer last took something: end of that pane. */
  long lastTaken() {
    return consumer.lastPane + Pane.MILLIS;
  }

  /** The one of which records wait longer; one that is behind before one that has caught up. */
  Behind worse(Behind other) {
    boolean mine = isOver() == other.isOver() ? wait >= other.wait : other.isOver();
    Behind worse = mine ? this : other;
    worse.consumers = consumers + other.consumers;
    return worse;
  }
}
