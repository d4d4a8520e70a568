package io.flowlens.ingest.json;

/** Checks text that is not ASCII. */
final class Utf8 {
  private Utf8() {}

  /** Where the character ends that begins at {@code at}; refuses what is not UTF-8 there. */
  static int after(byte[] bytes, int at, int end) throws NotJson {
    int lead = bytes[at] & 0xff;
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || at + more >= end) {
      throw new NotJson();
    }
    int second = bytes[at + 1] & 0xff;
    if (second < leastSecond(lead) || second > greatestSecond(lead)) {
      throw new NotJson();
    }
    for (int i = at + 2; i <= at + more; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        throw new NotJson();
      }
    }
    return at + more + 1;
  }

  /** Lower ones would write a character longer than need be. */
  private static int leastSecond(int lead) {
    return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  }

  /** Higher ones would be half a surrogate pair, or beyond Unicode. */
  private static int greatestSecond(int lead) {
    return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  }
}
