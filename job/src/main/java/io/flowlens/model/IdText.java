package io.flowlens.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary form of ids, which are random and so the largest part of a small pane: hexadecimal
 * ones take half a byte for each digit, others of letters, digits, {@code -} and {@code _} six
 * bits, the rest what UTF-8 takes. DynamoDB's request ids are digits to the base of 32 and an
 * ending that all of them share: they take five bits for each digit before it.
 *
 * <p>Begins with a varint: its two low bits say which form follows, the others how many characters.
 */
final class IdText {
  private static final int SPECIAL = 0;
  private static final int HEX = 1;
  private static final int WORD = 2;
  private static final int TEXT = 3;
  private static final int FORM_BITS = 2;

  /** The two that have no length: null, and an id of DynamoDB. */
  private static final int NONE = SPECIAL;

  private static final int REQUEST = 1 << FORM_BITS | SPECIAL;

  /** So end the ids of DynamoDB in every answer that AWS's documentation shows. */
  private static final String REQUEST_ENDING = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

  private static final int REQUEST_DIGITS = 26;

  private static final Digits WORDS =
      new Digits(6, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
  private static final Digits HEXES = new Digits(4, "0123456789abcdef");
  private static final Digits BASE_32 = new Digits(5, "0123456789ABCDEFGHIJKLMNOPQRSTUV");

  private IdText() {}

  /** Writes an id that may be null. */
  static void write(DataOutputView out, String id) throws IOException {
    if (id == null) {
      CompactSerializer.writeCount(out, NONE);
    } else if (isRequest(id)) {
      CompactSerializer.writeCount(out, REQUEST);
      BASE_32.write(out, id, REQUEST_DIGITS);
    } else if (HEXES.make(id, id.length())) {
      CompactSerializer.writeCount(out, (long) id.length() << FORM_BITS | HEX);
      HEXES.write(out, id, id.length());
    } else if (WORDS.make(id, id.length())) {
      CompactSerializer.writeCount(out, (long) id.length() << FORM_BITS | WORD);
      WORDS.write(out, id, id.length());
    } else {
      byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
      CompactSerializer.writeCount(out, (long) utf8.length << FORM_BITS | TEXT);
      out.write(utf8);
    }
  }

  private static boolean isRequest(String id) {
    return id.length() == REQUEST_DIGITS + REQUEST_ENDING.length()
        && id.endsWith(REQUEST_ENDING)
        && BASE_32.make(id, REQUEST_DIGITS);
  }

  /** Reads what {@link #write} wrote. */
  static String read(DataInputView in) throws IOException {
    long head = CompactSerializer.readCount(in);
    int length = (int) (head >>> FORM_BITS);
    switch ((int) head & (1 << FORM_BITS) - 1) {
      case SPECIAL:
        return head == NONE ? null : BASE_32.read(in, REQUEST_DIGITS) + REQUEST_ENDING;
      case HEX:
        return HEXES.read(in, length);
      case WORD:
        return WORDS.read(in, length);
      default:
        byte[] utf8 = new byte[length];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
  }

  /** Characters that are written as so many bits each, the last byte filled up with zeros. */
  private static final class Digits {
    private static final byte NO_DIGIT = -1;

    private final int bits;
    private final String characters;
    private final byte[] codes = new byte[128];

    Digits(int bits, String characters) {
      this.bits = bits;
      this.characters = characters;
      Arrays.fill(codes, NO_DIGIT);
      for (int i = 0; i < characters.length(); i++) {
        codes[characters.charAt(i)] = (byte) i;
      }
    }

    /** Whether the first characters of a text are digits. */
    boolean make(String text, int length) {
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c >= codes.length || codes[c] == NO_DIGIT) {
          return false;
        }
      }
      return true;
    }

    void write(DataOutputView out, String text, int length) throws IOException {
      int waiting = 0;
      int held = 0;
      for (int i = 0; i < length; i++) {
        held = held << bits | codes[text.charAt(i)];
        waiting += bits;
        if (waiting >= Byte.SIZE) {
          waiting -= Byte.SIZE;
          out.writeByte(held >>> waiting);
        }
      }
      if (waiting > 0) {
        out.writeByte(held << (Byte.SIZE - waiting));
      }
    }

    String read(DataInputView in, int length) throws IOException {
      byte[] text = new byte[length];
      int waiting = 0;
      int held = 0;
      for (int i = 0; i < length; i++) {
        if (waiting < bits) {
          held = held << Byte.SIZE | in.readUnsignedByte();
          waiting += Byte.SIZE;
        }
        waiting -= bits;
        text[i] = (byte) characters.charAt(held >>> waiting & ((1 << bits) - 1));
      }
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  }
}
