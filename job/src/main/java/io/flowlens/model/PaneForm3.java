package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;

/**
 * Reads panes as 0.1.0-preview stored them: error counts apart from the other counters, rows' parts
 * always there, one byte for the other parts, and called keys only where keys are known.
 */
final class PaneForm3 {
  private static final int COUNTERS = 18;
  private static final int INSTANCES = 1 << 3;
  private static final int BATCHES = 1 << 4;
  private static final int REPEATS = 1 << 5;
  private static final int BACKOFF = 1 << 6;
  private static final int FAILED_REQUESTS = 1 << 7;

  private static final Exposure[] EXPOSURES = {
    Exposure.COLD_START, Exposure.RETRIED, Exposure.MANY_ITEMS
  };

  /** In the order of the bits that say which of them are there. */
  private static final Counter[] ERRORS = {
    Counter.THROTTLED,
    Counter.CONFLICT,
    Counter.CONDITIONAL,
    Counter.TIMEOUT,
    Counter.SERVER,
    Counter.CLIENT,
    Counter.OTHER
  };

  private PaneForm3() {}

  /** Reads counters and parts into an empty pane. */
  static void read(Pane pane, long about, DataInputView in) throws IOException {
    long present = CompactSerializer.readCount(in);
    Forms.refuseUnknown("a counter", present, COUNTERS);
    for (int i = 0; i < COUNTERS; i++) {
      pane.counts()[i] = (present >>> i & 1) == 0 ? 0 : CompactSerializer.readSigned(in);
    }
    int errors = in.readByte();
    for (int i = 0; i < ERRORS.length; i++) {
      if ((errors & 1 << i) != 0) {
        pane.add(ERRORS[i], CompactSerializer.readCount(in));
      }
    }
    pane.get(Detail.OPERATIONS).read(in, about);
    pane.get(Detail.LATENCY).read(in, about);
    pane.get(Detail.KEYS).read(in, about);
    pane.get(Detail.EXEMPLARS).read(in, about);
    readDetectorsParts(pane, about, in);
  }

  private static void readDetectorsParts(Pane pane, long about, DataInputView in)
      throws IOException {
    int present = in.readByte();
    for (int i = 0; i < EXPOSURES.length; i++) {
      if ((present & 1 << i) != 0) {
        LatencySketch sketch = new LatencySketch();
        sketch.read(in, about);
        pane.get(Detail.EXPOSED_LATENCY).merge(EXPOSURES[i], sketch);
      }
    }
    if ((present & INSTANCES) != 0) {
      pane.get(Detail.INSTANCES).read(in, about);
    }
    if (pane.has(Detail.KEYS)) {
      pane.get(Detail.CALLED_KEYS).read(in, about);
    }
    if ((present & BATCHES) != 0) {
      pane.get(Detail.BATCHES).read(in, about);
    }
    if ((present & REPEATS) != 0) {
      pane.get(Detail.REPEATS).read(in, about);
    }
    if ((present & BACKOFF) != 0) {
      pane.get(Detail.BACKOFF).read(in, about);
    }
    if ((present & FAILED_REQUESTS) != 0) {
      pane.get(Detail.FAILED_REQUESTS).read(in, about);
    }
  }
}
