package io.flowlens.model;

import java.io.IOException;

/** Checks of stored forms. */
final class Forms {
  private Forms() {}

  /**
   * Refuses content that this version cannot know.
   *
   * @param present a bit for each position that is used
   * @param positions how many positions this version knows
   */
  static void refuseUnknown(String what, long present, int positions) throws IOException {
    if (present >>> positions != 0) {
      throw new IOException(
          "the state holds "
              + what
              + " that this version of flowlens does not know: it was written by a newer version."
              + " Run that version, or start from a snapshot that an older one took.");
    }
  }
}
