package io.flowlens.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON where speed does not matter: trees for formats that are rare or loose. */
public final class Json {
  private final ObjectMapper mapper;
  private final int maxDepth;

  /** Reads texts that nest this deep and hold strings of this many characters at most. */
  public Json(int maxDepth, int maxString) {
    this.maxDepth = maxDepth;
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(maxString)
            .build();
    JsonFactory factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(limits)
            // Locations name a line and column; the text itself belongs in the dead letter only.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    mapper = new ObjectMapper(factory);
  }

  /** How deep a text may nest. */
  public int maxDepth() {
    return maxDepth;
  }

  /** A parser before the first token of the bytes. */
  public JsonParser parser(byte[] bytes) throws IOException {
    return parser(bytes, 0, bytes.length);
  }

  /** A parser before the first token of these bytes; its locations count from {@code from}. */
  public JsonParser parser(byte[] bytes, int from, int to) throws IOException {
    return mapper.getFactory().createParser(bytes, from, to - from);
  }

  /**
   * The object in these bytes as a tree.
   *
   * @throws IOException if they are anything but one JSON object
   */
  public JsonNode tree(byte[] bytes, int from, int to) throws IOException {
    try (JsonParser parser = parser(bytes, from, to)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new NotJson();
      }
      JsonNode tree = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new NotJson();
      }
      return tree;
    }
  }

  /** The tree's text, in UTF-8. */
  public byte[] write(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
