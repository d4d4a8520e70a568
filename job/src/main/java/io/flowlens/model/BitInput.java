package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;

/** Reads what {@link BitOutput} wrote, and no byte more. */
final class BitInput {
  private final DataInputView in;
  private int held;
  private int bits;

  BitInput(DataInputView in) {
    this.in = in;
  }

  /** The next number. */
  long read() throws IOException {
    int digits = 1;
    while (next() == 0) {
      digits++;
      if (digits > Long.SIZE) {
        throw new IOException("not a number in bits: the state is damaged");
      }
    }
    long number = 1;
    for (int i = 1; i < digits; i++) {
      number = number << 1 | next();
    }
    return number;
  }

  private int next() throws IOException {
    if (bits == 0) {
      held = in.readUnsignedByte();
      bits = Byte.SIZE;
    }
    bits--;
    return held >>> bits & 1;
  }
}
