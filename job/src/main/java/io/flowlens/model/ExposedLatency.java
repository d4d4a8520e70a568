package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Durations of the calls that were exposed to something, by {@link Exposure}. */
public final class ExposedLatency implements Mergeable<ExposedLatency> {
  private static final Exposure[] EXPOSURES = Exposure.values();

  /** By ordinal; null where no call was exposed. */
  private final LatencySketch[] sketches = new LatencySketch[Exposure.COUNT];

  /** Durations of the calls exposed to this; null where no call was. */
  public LatencySketch of(Exposure exposure) {
    return sketches[exposure.ordinal()];
  }

  /** Adds a call exposed to this. */
  public void add(Exposure exposure, long latencyMicros) {
    sketch(exposure).add(latencyMicros);
  }

  /** Adds the durations of calls exposed to this. */
  void merge(Exposure exposure, LatencySketch latency) {
    sketch(exposure).merge(latency);
  }

  private LatencySketch sketch(Exposure exposure) {
    int i = exposure.ordinal();
    if (sketches[i] == null) {
      sketches[i] = new LatencySketch();
    }
    return sketches[i];
  }

  @Override
  public boolean isEmpty() {
    for (LatencySketch sketch : sketches) {
      if (sketch != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void merge(ExposedLatency other) {
    for (Exposure exposure : EXPOSURES) {
      LatencySketch more = other.of(exposure);
      if (more != null) {
        merge(exposure, more);
      }
    }
  }

  /** A bit for each exposure that has a sketch, then the sketches. */
  @Override
  public void write(DataOutputView out, long about) throws IOException {
    long present = 0;
    for (int i = 0; i < sketches.length; i++) {
      present |= sketches[i] == null ? 0 : 1L << i;
    }
    CompactSerializer.writeCount(out, present);
    for (LatencySketch sketch : sketches) {
      if (sketch != null) {
        sketch.write(out, about);
      }
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    long present = CompactSerializer.readCount(in);
    Forms.refuseUnknown("an exposure", present, sketches.length);
    for (Exposure exposure : EXPOSURES) {
      if ((present >>> exposure.ordinal() & 1) != 0) {
        sketch(exposure).read(in, about);
      }
    }
  }
}
