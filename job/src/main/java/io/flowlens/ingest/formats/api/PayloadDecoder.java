package io.flowlens.ingest.formats.api;

import io.flowlens.ingest.json.Cursor;

/** Decodes a payload of any format. A format that carries others is given one of these. */
public interface PayloadDecoder {
  /**
   * Decodes a payload. Emits all of it, or nothing.
   *
   * @throws Unusable if it is of no known format, or cannot be used
   */
  void decode(Payload payload, Events events) throws Unusable;

  /**
   * Tries to decode a text without unescaping it.
   *
   * @param payload made by {@link Payload#carryingString} of {@code string}
   * @param string stands before the string, and afterwards behind it
   * @return false where the text has to be unescaped first; then nothing was emitted, and the
   *     string is still next
   */
  boolean decodeEscaped(Payload payload, Cursor string, Events events);
}
