package io.flowlens.ingest.formats.change;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What a change added to an item's numbers: {@code sold 4 → 5} adds 1. Done twice by a replay, it
 * corrupts the item. Numbers that are times of day say nothing, since they always move on.
 */
final class Additions {
  /** DynamoDB's numbers have up to 38 digits and a magnitude of up to 10 to the 125th. */
  private static final int MAX_DIGITS = 38;

  private static final int MAX_SCALE = 170;

  private final Map<String, String> before;
  private final Map<String, String> now;

  /** Between these numbers by attribute. */
  Additions(Map<String, String> before, Map<String, String> now) {
    this.before = before;
    this.now = now;
  }

  /**
   * A hash of the item and of all that was added to it, the same in whichever order its attributes
   * come; 0 when nothing was added.
   */
  long hash(long keyHash) {
    long sum = 0;
    for (Map.Entry<String, String> entry : now.entrySet()) {
      String old = before.get(entry.getKey());
      if (old != null && !old.equals(entry.getValue())) {
        sum += hash(entry.getKey(), old, entry.getValue());
      }
    }
    return sum == 0 ? 0 : mix(sum + keyHash);
  }

  private static long hash(String attribute, String before, String now) {
    try {
      BigDecimal to = new BigDecimal(now);
      BigDecimal from = new BigDecimal(before);
      if (isBeyond(to) || isBeyond(from) || to.compareTo(from) == 0 || isTime(to)) {
        return 0;
      }
      BigDecimal added = to.subtract(from);
      String text = attribute + '+' + added.stripTrailingZeros().toPlainString();
      return MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8))[0];
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  /** DynamoDB holds no such number, and to calculate with it could take all memory. */
  private static boolean isBeyond(BigDecimal number) {
    return number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_SCALE;
  }

  /** Whether it may be a time between 2001 and 2096, in seconds, milliseconds or microseconds. */
  private static boolean isTime(BigDecimal number) {
    double seconds = number.doubleValue();
    while (seconds >= 4e9) {
      seconds /= 1000;
    }
    return seconds >= 1e9;
  }

  /** Spreads the bits, as the end of MurmurHash3 does: samples are taken by the smallest hashes. */
  private static long mix(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h == 0 ? 1 : h;
  }
}
