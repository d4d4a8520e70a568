package io.flowlens.detect.stats;

import java.util.Arrays;

/** Unsigned whole numbers in seven-bit groups, lowest first: small numbers take one byte. */
final class Varints {
  private byte[] bytes;
  private int position;

  Varints() {
    bytes = new byte[128];
  }

  Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  void write(long value) {
    if (position + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  long read() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, position);
  }
}
