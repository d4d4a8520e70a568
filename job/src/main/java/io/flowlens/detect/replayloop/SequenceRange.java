package io.flowlens.detect.replayloop;

/**
 * Sequence numbers of a shard, compared as the whole numbers that they are (up to 56 digits). Other
 * names of batches, such as times, are only equal or not.
 */
final class SequenceRange {
  private SequenceRange() {}

  /** Whether two ranges, both ends included, share a record. */
  static boolean overlap(String start, String end, String otherStart, String otherEnd) {
    if (start.equals(otherStart)) {
      return true;
    }
    return isNumber(start)
        && isNumber(end)
        && isNumber(otherStart)
        && isNumber(otherEnd)
        && compare(start, otherEnd) <= 0
        && compare(otherStart, end) <= 0;
  }

  /** The smaller of the two; the first when they cannot be compared. */
  static String first(String one, String other) {
    return isNumber(one) && isNumber(other) && compare(one, other) > 0 ? other : one;
  }

  /** The greater of the two; the first when they cannot be compared. */
  static String last(String one, String other) {
    return isNumber(one) && isNumber(other) && compare(one, other) < 0 ? other : one;
  }

  private static int compare(String one, String other) {
    String a = withoutZeros(one);
    String b = withoutZeros(other);
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static String withoutZeros(String number) {
    int from = 0;
    while (from < number.length() - 1 && number.charAt(from) == '0') {
      from++;
    }
    return number.substring(from);
  }

  /** Whether this is a sequence number, and not another name of a batch. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
