package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers of at least 1 in as few bits as they need, as Elias gamma codes: as many zeros as the
 * number has binary digits after its first, then the number. 1 takes one bit, 2 and 3 take three.
 */
final class BitOutput {
  private final DataOutputView out;
  private int held;
  private int bits;

  BitOutput(DataOutputView out) {
    this.out = out;
  }

  /** Writes a number of at least 1. */
  void write(long number) throws IOException {
    int digits = Long.SIZE - Long.numberOfLeadingZeros(number);
    for (int i = 1; i < digits; i++) {
      add(0);
    }
    for (int i = digits - 1; i >= 0; i--) {
      add((int) (number >>> i) & 1);
    }
  }

  /** Fills the last byte up. */
  void end() throws IOException {
    while (bits != 0) {
      add(0);
    }
  }

  private void add(int bit) throws IOException {
    held = held << 1 | bit;
    bits++;
    if (bits == Byte.SIZE) {
      out.writeByte(held);
      held = 0;
      bits = 0;
    }
  }
}
