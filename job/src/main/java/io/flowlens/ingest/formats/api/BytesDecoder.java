package io.flowlens.ingest.formats.api;

/**
 * Decodes bytes as those of a record: inflates them where they are compressed, then finds their
 * format. A format that carries bytes in another encoding is given one of these.
 */
public interface BytesDecoder {
  /**
   * Decodes bytes that a payload carries.
   *
   * @param origin where the bytes come from
   * @param depth how many payloads carry them, at least 1
   * @throws Unusable if they cannot be used, or are carried too deep; nothing was emitted then
   */
  void decode(Origin origin, byte[] bytes, int depth, Events events) throws Unusable;
}
