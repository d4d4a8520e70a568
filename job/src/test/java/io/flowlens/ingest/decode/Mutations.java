package io.flowlens.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to break a payload, drawn from a seed. */
public final class Mutations {
  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "1e999999999",
    "123456789012345678901234567890",
    "\"\"",
    "[]",
    "{}",
    "[[[]]]",
    "{\"a\":{}}",
    "0.1",
    "\"\\ud800\"",
    "\"1970-01-01T00:00:00Z\"",
    "32503680000000000000"
  };

  private final Random random;
  private final List<byte[]> samples;

  public Mutations(long seed, List<byte[]> samples) {
    this.random = new Random(seed);
    this.samples = samples;
  }

  /** A broken copy of a sample; half of them as gzip, of which some are broken gzip. */
  public byte[] next() {
    byte[] data = nextText();
    if (random.nextBoolean()) {
      data = Samples.gzip(data);
      if (random.nextInt(4) == 0) {
        data = mutateBytes(data);
      }
    }
    return data;
  }

  /** A broken copy of a sample. */
  public byte[] nextText() {
    byte[] data = samples.get(random.nextInt(samples.size())).clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      data = mutate(data);
    }
    return data;
  }

  private byte[] mutate(byte[] data) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> mutateBytes(data);
      case 2 -> insert(data, new byte[] {(byte) 0xc3, (byte) 0x28});
      case 3 -> insert(data, "[".repeat(random.nextInt(2_000)).getBytes(StandardCharsets.UTF_8));
      case 4 -> insert(data, "{\"a\":".repeat(200).getBytes(StandardCharsets.UTF_8));
      case 5 -> replaceNumber(data);
      default -> replaceValue(data);
    };
  }

  private byte[] mutateBytes(byte[] data) {
    if (data.length == 0) {
      return data;
    }
    int kind = random.nextInt(4);
    if (kind == 0) {
      return Arrays.copyOf(data, random.nextInt(data.length));
    }
    if (kind == 1) {
      return Arrays.copyOfRange(data, random.nextInt(data.length), data.length);
    }
    for (int i = random.nextInt(8); i >= 0; i--) {
      data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return data;
  }

  private byte[] insert(byte[] data, byte[] what) {
    int at = random.nextInt(data.length + 1);
    byte[] out = Arrays.copyOf(data, data.length + what.length);
    System.arraycopy(what, 0, out, at, what.length);
    System.arraycopy(data, at, out, at + what.length, data.length - at);
    return out;
  }

  private byte[] replaceNumber(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    String number = random.nextBoolean() ? "12345" : "32503680000000000000";
    return text.replaceAll("\\d{13,19}", number).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Puts another value behind one of the colons. */
  private byte[] replaceValue(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf("\":", random.nextInt(text.length() + 1));
    if (colon < 0) {
      return data;
    }
    int end = colon + 2;
    boolean quoted = end < text.length() && text.charAt(end) == '"';
    end++;
    while (end < text.length() && (quoted ? '"' : ',') != text.charAt(end)) {
      end++;
    }
    end = Math.min(text.length(), quoted ? end + 1 : end);
    String value = VALUES[random.nextInt(VALUES.length)];
    return (text.substring(0, colon + 2) + value + text.substring(Math.min(end, text.length())))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
