package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers of one stored value, one after another. Points in time are mostly near to each other: one
 * is written as its distance to the one before it, where that is shorter.
 */
final class NearNumbers {
  /** Larger ones are taken for points in time, in epoch milliseconds. */
  private static final long TIMES = 1L << 35;

  private static final long LARGE = 1L << 60;

  /** What is written for {@link Long#MIN_VALUE}, which often stands for "never". */
  private static final int NEVER = 0;

  /** Eight bytes follow. */
  private static final int WHOLE = 1;

  private static final int SHORT = 2;

  private long lastTime;

  /** Writes a number: in one byte if it is near 0, in few if it is near the last point in time. */
  void write(long number, DataOutputView out) throws IOException {
    if (number == Long.MIN_VALUE) {
      CompactSerializer.writeCount(out, NEVER);
    } else if (number > LARGE || number < -LARGE) {
      CompactSerializer.writeCount(out, WHOLE);
      out.writeLong(number);
    } else {
      long plain = zigzag(number);
      long distance = number > TIMES ? zigzag(number - lastTime) : plain;
      boolean isNear = distance < plain;
      CompactSerializer.writeCount(out, SHORT + (isNear ? distance << 1 | 1 : plain << 1));
    }
    note(number);
  }

  /** Reads what {@link #write} wrote. */
  long read(DataInputView in) throws IOException {
    long code = CompactSerializer.readCount(in);
    long number;
    if (code == NEVER) {
      number = Long.MIN_VALUE;
    } else if (code == WHOLE) {
      number = in.readLong();
    } else {
      long bits = code - SHORT;
      long value = bits >>> 1;
      number = ((value >>> 1) ^ -(value & 1)) + ((bits & 1) == 0 ? 0 : lastTime);
    }
    note(number);
    return number;
  }

  private void note(long number) {
    lastTime = number > TIMES && number <= LARGE ? number : lastTime;
  }

  private static long zigzag(long number) {
    return (number << 1) ^ (number >> 63);
  }
}
