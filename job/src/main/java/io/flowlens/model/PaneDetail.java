package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary form of a pane's detail: a byte says which parts are there, most often none. One more
 * says how many called keys there are, in panes that know keys.
 */
final class PaneDetail {
  private static final int INSTANCES = 1 << Exposure.COUNT;
  private static final int BATCHES = INSTANCES << 1;
  private static final int REPEATS = BATCHES << 1;
  private static final int BACKOFF = REPEATS << 1;
  private static final int FAILED_REQUESTS = BACKOFF << 1;

  private PaneDetail() {}

  static void write(Pane pane, long about, DataOutputView out) throws IOException {
    out.writeByte(present(pane));
    for (LatencySketch sketch : pane.exposed) {
      if (sketch != null) {
        sketch.write(out);
      }
    }
    if (!pane.instances.isEmpty()) {
      pane.instances.write(out, about);
    }
    if (pane.calledKeys != null) {
      pane.calledKeys.write(out, about);
    } else if (!pane.keys.isEmpty()) {
      out.writeByte(0);
    }
    if (!pane.batches.isEmpty()) {
      pane.batches.write(out);
    }
    if (!pane.repeats.isEmpty()) {
      pane.repeats.write(out);
    }
    if (pane.backoff != null) {
      pane.backoff.write(out);
    }
    if (pane.failedRequests != null) {
      pane.failedRequests.write(out);
    }
  }

  static void read(Pane pane, long about, DataInputView in) throws IOException {
    int present = in.readByte();
    for (int i = 0; i < pane.exposed.length; i++) {
      if ((present & 1 << i) != 0) {
        pane.exposed[i] = new LatencySketch();
        pane.exposed[i].read(in);
      }
    }
    if ((present & INSTANCES) != 0) {
      pane.instances.read(in, about);
    }
    if (!pane.keys.isEmpty()) {
      FirstCalls called = new FirstCalls();
      called.read(in, about);
      pane.calledKeys = called.isEmpty() ? null : called;
    }
    if ((present & BATCHES) != 0) {
      pane.batches.read(in);
    }
    if ((present & REPEATS) != 0) {
      pane.repeats.read(in);
    }
    if ((present & BACKOFF) != 0) {
      pane.backoff = new Backoff();
      pane.backoff.read(in);
    }
    if ((present & FAILED_REQUESTS) != 0) {
      pane.failedRequests = new FailedRequests();
      pane.failedRequests.read(in);
    }
  }

  private static int present(Pane pane) {
    int present =
        (pane.instances.isEmpty() ? 0 : INSTANCES)
            | (pane.batches.isEmpty() ? 0 : BATCHES)
            | (pane.repeats.isEmpty() ? 0 : REPEATS)
            | (pane.backoff == null ? 0 : BACKOFF)
            | (pane.failedRequests == null ? 0 : FAILED_REQUESTS);
    for (int i = 0; i < pane.exposed.length; i++) {
      present |= pane.exposed[i] == null ? 0 : 1 << i;
    }
    return present;
  }
}
