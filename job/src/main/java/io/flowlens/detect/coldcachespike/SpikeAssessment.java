package io.flowlens.detect.coldcachespike;

import io.flowlens.model.Judgement.Level;

/** Where an edge stands, and over which minutes that shows. */
final class SpikeAssessment {
  final Level level;

  /** The minutes that it rests on; null when clear. */
  final SpikeWindow window;

  /** Whether there is so little traffic that connections cannot stay warm. */
  final boolean lowTraffic;

  /** Whether first uses are known to slow down many more calls than they usually do. */
  final boolean grown;

  SpikeAssessment(Level level, SpikeWindow window, boolean lowTraffic, boolean grown) {
    this.level = level;
    this.window = window;
    this.lowTraffic = lowTraffic;
    this.grown = grown;
  }
}
