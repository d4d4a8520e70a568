package io.flowlens.lab.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Records that nobody could use, each different from all others, drawn from a seed. */
final class BrokenRecords {
  private static final int MIB = 1 << 20;
  private static final int KINDS = 11;

  private final Random random;
  private long id;

  BrokenRecords(long seed) {
    this.random = new Random(seed);
  }

  /** Records of every kind in turn. */
  List<byte[]> unusable(int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(ofKind(i % KINDS));
    }
    return records;
  }

  private byte[] ofKind(int kind) {
    byte[] good = good();
    byte[] batch = Payloads.logsBatch(Instant.now(), List.of(Payloads.client(id, Instant.now())));
    String text = new String(good, StandardCharsets.UTF_8);
    return switch (kind) {
      case 0 -> Arrays.copyOf(good, 1 + random.nextInt(good.length - 2));
      case 1 -> replace(good, "Broken", new byte[] {(byte) 0xc3, (byte) 0x28});
      case 2 -> Arrays.copyOf(batch, batch.length - 1 - random.nextInt(batch.length - 20));
      case 3 -> flipped(batch, batch.length - 8 + random.nextInt(4));
      case 4 -> Payloads.bytes("{\"awsRegion\":" + "[".repeat(100 + (int) id));
      case 5 -> Payloads.bytes("{\"hello\":" + id + "}");
      case 6 -> Payloads.change(id, Instant.ofEpochSecond(id));
      case 7 -> Payloads.change(id, Instant.parse("3000-01-01T00:00:00Z").plusSeconds(id));
      case 8 -> Payloads.bytes(text.replaceFirst("\"dynamodb\":\\{", "\"dynamodb\":7,\"x\":{"));
      case 9 -> noise(10 + random.nextInt(2_000));
      default -> Payloads.logsBatch(Instant.now(), List.of("{\"no\":\"span\",\"n\":" + id + "}"));
    };
  }

  /** The largest of all, a few of each: gzip that inflates without end, and a full MiB. */
  List<byte[]> huge() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      records.add(Payloads.gzip(new byte[64 * MIB + i]));
      byte[] text = new byte[MIB - 1];
      Arrays.fill(text, (byte) ('a' + i));
      records.add(text);
      byte[] noise = noise(MIB - 1);
      noise[0] = 0x1f;
      noise[1] = (byte) 0x8b;
      records.add(noise);
    }
    return records;
  }

  /** Good records of a table named Broken with some bits flipped: whatever they are now. */
  List<byte[]> flipped(int count) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] data = good();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        data = flipped(data, random.nextInt(data.length));
      }
      records.add(data);
    }
    return records;
  }

  private byte[] good() {
    return Payloads.bytes(
        new String(Payloads.change(++id, Instant.now()), StandardCharsets.UTF_8)
            .replace("\"Orders\"", "\"Broken\""));
  }

  private byte[] flipped(byte[] data, int at) {
    byte[] copy = data.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static byte[] replace(byte[] data, String what, byte[] by) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    return text.replace(what, new String(by, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
