package io.flowlens.detect.stats;

import java.util.Arrays;

/**
 * Unsigned whole numbers in seven-bit groups, lowest first: small numbers take one byte. And bytes,
 * with their number before them.
 */
public final class Varints {
  private byte[] bytes;
  private int position;
  private int version;

  /** To write. */
  public Varints() {
    bytes = new byte[128];
  }

  /** To read; a version in front is read at once. */
  public Varints(byte[] bytes) {
    this.bytes = bytes;
    if (bytes.length > 1 && bytes[0] < 0 && bytes[1] == 0) {
      version = bytes[0] & 0x7F;
      position = 2;
    }
  }

  /** Writes the version in front of all else: in two bytes where a number would take one. */
  void writeVersion(int version) {
    bytes[position++] = (byte) (version | 0x80);
    bytes[position++] = 0;
  }

  /** The version in front; 0 when there is none. */
  int version() {
    return version;
  }

  /** Appends a number. */
  public void write(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /** Any number as one that is not negative, and small if it is near 0. */
  static long zigzag(long number) {
    return (number << 1) ^ (number >> 63);
  }

  /** The number that {@link #zigzag} made this one of. */
  static long signed(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Appends bytes. */
  public void write(byte[] more) {
    write(more.length);
    reserve(more.length);
    System.arraycopy(more, 0, bytes, position, more.length);
    position += more.length;
  }

  private void reserve(int more) {
    if (position + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
    }
  }

  /** The next number. */
  public long read() {
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

  /** The next bytes. */
  public byte[] readBytes() {
    int end = (int) read() + position;
    byte[] next = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return next;
  }

  /** Whether there is more to read. */
  public boolean hasMore() {
    return position < bytes.length;
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, position);
  }
}
