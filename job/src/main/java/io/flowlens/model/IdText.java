package io.flowlens.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary form of ids, which are random and so the largest part of a small pane: hexadecimal
 * ones take half a byte for each digit, others of letters, digits, {@code -} and {@code _} six
 * bits, the rest what UTF-8 takes.
 */
final class IdText {
  private static final int NONE = 0;
  private static final int HEX = 1;
  private static final int WORD = 2;
  private static final int TEXT = 3;

  private static final String WORD_CHARACTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  private static final byte[] CODES = new byte[128];

  static {
    java.util.Arrays.fill(CODES, (byte) 64);
    for (int i = 0; i < 64; i++) {
      CODES[WORD_CHARACTERS.charAt(i)] = (byte) i;
    }
  }

  private IdText() {}

  /** Writes an id that may be null. */
  static void write(DataOutputView out, String id) throws IOException {
    if (id == null) {
      CompactSerializer.writeCount(out, NONE);
      return;
    }
    int bits = bitsOfEach(id);
    if (bits == 8) {
      byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
      CompactSerializer.writeCount(out, (long) utf8.length << 2 | TEXT);
      out.write(utf8);
    } else {
      CompactSerializer.writeCount(out, (long) id.length() << 2 | (bits == 4 ? HEX : WORD));
      writeCodes(out, id, bits);
    }
  }

  /** Reads what {@link #write} wrote. */
  static String read(DataInputView in) throws IOException {
    long head = CompactSerializer.readCount(in);
    int length = (int) (head >>> 2);
    switch ((int) head & 3) {
      case NONE:
        return null;
      case HEX:
        return readCodes(in, length, 4);
      case WORD:
        return readCodes(in, length, 6);
      default:
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
  }

  private static int bitsOfEach(String id) {
    int all = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      all |= c < 128 ? CODES[c] : 64;
    }
    return all < 16 ? 4 : all < 64 ? 6 : 8;
  }

  private static void writeCodes(DataOutputView out, String id, int bits) throws IOException {
    int waiting = 0;
    int held = 0;
    for (int i = 0; i < id.length(); i++) {
      held = held << bits | CODES[id.charAt(i)];
      waiting += bits;
      if (waiting >= 8) {
        waiting -= 8;
        out.writeByte(held >>> waiting);
      }
    }
    if (waiting > 0) {
      out.writeByte(held << (8 - waiting));
    }
  }

  private static String readCodes(DataInputView in, int length, int bits) throws IOException {
    byte[] text = new byte[length];
    int waiting = 0;
    int held = 0;
    for (int i = 0; i < length; i++) {
      if (waiting < bits) {
        held = held << 8 | in.readUnsignedByte();
        waiting += 8;
      }
      waiting -= bits;
      text[i] = (byte) WORD_CHARACTERS.charAt(held >>> waiting & ((1 << bits) - 1));
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
