package io.flowlens.model;

/** The parts of a pane that only detectors want; a detector is given those that it names. */
public enum Detail {
  /** {@link Pane#exposed}. */
  EXPOSED_LATENCY {
    @Override
    void dropFrom(Pane pane) {
      pane.exposed = new LatencySketch[Exposure.COUNT];
    }
  },
  /** {@link Pane#backoff}. */
  BACKOFF {
    @Override
    void dropFrom(Pane pane) {
      pane.backoff = null;
    }
  },
  /** {@link Pane#failedRequests}. */
  FAILED_REQUESTS {
    @Override
    void dropFrom(Pane pane) {
      pane.failedRequests = null;
    }
  },
  /** {@link Pane#instances}. */
  INSTANCES {
    @Override
    void dropFrom(Pane pane) {
      pane.instances = new FirstCalls();
    }
  },
  /** {@link Pane#calledKeys}. */
  CALLED_KEYS {
    @Override
    void dropFrom(Pane pane) {
      pane.calledKeys = null;
    }
  },
  /** {@link Pane#batches}. */
  BATCHES {
    @Override
    void dropFrom(Pane pane) {
      pane.batches = new Batches();
    }
  },
  /** {@link Pane#repeats}. */
  REPEATS {
    @Override
    void dropFrom(Pane pane) {
      pane.repeats = new Repeats();
    }
  };

  abstract void dropFrom(Pane pane);
}
