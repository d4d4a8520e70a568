package io.flowlens.ingest.formats.api;

import io.flowlens.ingest.decode.Formats;
import java.io.IOException;
import java.util.Set;

/**
 * One kind of payload. A format lives in its own package and has one line in {@link Formats}; it is
 * used by one thread, and may keep buffers between payloads.
 */
public interface Format {
  /** Its name in counters, such as {@code aws-span}. */
  String id();

  /**
   * Names of fields that only this format has at the top of its document. The first such name in a
   * document decides, so no document of the format has another format's.
   */
  Set<String> marks();

  /**
   * Names of fields at the top of its document that others may have too: they decide where no mark
   * of any format is in the document.
   */
  default Set<String> weakMarks() {
    return Set.of();
  }

  /**
   * Whether a Lambda function's own log may hold it. JSON of other formats there is what the
   * function happens to print, such as the event it was invoked with, and nothing that it observed.
   */
  default boolean isLoggedByFunctions() {
    return false;
  }

  /**
   * Emits all that the payload tells, or nothing.
   *
   * @throws Unusable if the payload cannot be used; what was emitted before is taken back
   * @throws IOException if it is not JSON
   */
  void decode(Payload payload, Events events) throws IOException, Unusable;

  /**
   * Does the same as {@link #decode}, but only with a payload whose text is like one that came
   * before in all that tells its format; so it may be asked before the format is known.
   *
   * @return false if it is none, and then it has emitted nothing
   */
  default boolean decodeKnown(Payload payload, Events events) throws IOException, Unusable {
    return false;
  }
}
