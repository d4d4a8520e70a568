package io.flowlens.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.config.Settings;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON where speed does not matter: trees for formats that are rare or loose, and what is wrong
 * with a text that a {@link Cursor} refused.
 */
public final class Json {
  /** A parser's message may quote the input; this much of it is enough. */
  private static final int LONGEST = 300;

  private static final String NOT_JSON = "The text is not one whole JSON object: ";

  private final ObjectMapper mapper;
  private final int maxDepth;

  public Json(Settings settings) {
    maxDepth = Math.toIntExact(settings.get(IngestOptions.MAX_JSON_DEPTH));
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(Math.toIntExact(settings.get(IngestOptions.MAX_INFLATED_BYTES)))
            .build();
    JsonFactory factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(limits)
            // Locations name a line and column; the text itself belongs in the dead letter only.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    mapper = new ObjectMapper(factory);
  }

  /** A parser before the first token of the bytes. */
  public JsonParser parser(byte[] bytes) throws IOException {
    return mapper.getFactory().createParser(bytes);
  }

  /** The payload as a tree. */
  public JsonNode tree(Payload payload) throws IOException {
    payload.needPlain();
    try (JsonParser parser = parser(payload.copy())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Cursor.Refused();
      }
      JsonNode tree = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new Cursor.Refused();
      }
      return tree;
    }
  }

  /** The tree's text, in UTF-8. */
  public byte[] write(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is wrong with a payload that was refused. */
  Unusable explain(Payload payload) {
    byte[] text = payload.copy();
    boolean utf8 = isUtf8(text);
    if (!new String(text, StandardCharsets.ISO_8859_1).trim().startsWith("{")) {
      return bad(utf8, "It does not begin with a brace.");
    }
    try (JsonParser parser = parser(text)) {
      return explain(parser, utf8);
    } catch (IOException e) {
      return new Unusable(DeadLetterReason.BAD_JSON, NOT_JSON + sentence(e));
    }
  }

  private Unusable explain(JsonParser parser, boolean utf8) {
    try {
      parser.nextToken();
      parser.skipChildren();
      return bad(utf8, parser.nextToken() == null ? "It is malformed." : "More text follows it.");
    } catch (IOException e) {
      if (parser.getParsingContext().getNestingDepth() > maxDepth) {
        return new Unusable(
            DeadLetterReason.TOO_DEEP, "The JSON nests deeper than " + maxDepth + " levels.");
      }
      return bad(utf8, sentence(e));
    }
  }

  private static Unusable bad(boolean utf8, String why) {
    return utf8
        ? new Unusable(DeadLetterReason.BAD_JSON, NOT_JSON + why)
        : new Unusable(DeadLetterReason.BAD_UTF8, "The text is not UTF-8: " + why);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** What the parser says, and where; its remarks on the text's origin left out. */
  private static String sentence(IOException fault) {
    if (!(fault instanceof JsonProcessingException)) {
      return fault.getMessage();
    }
    JsonProcessingException json = (JsonProcessingException) fault;
    String message = String.valueOf(json.getOriginalMessage()).split("\n", 2)[0];
    message = message.replaceAll("\\[Source: [^;]*; ", "[");
    message = message.length() > LONGEST ? message.substring(0, LONGEST) + '…' : message;
    JsonLocation location = json.getLocation();
    String where =
        location == null
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return message + where + '.';
  }
}
