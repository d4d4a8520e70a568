package io.flowlens.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.config.Settings;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How payloads are parsed: within limits, and with faults that a person understands. */
public final class Json {
  /** A parser's message may quote the input; this much of it is enough. */
  private static final int LONGEST = 300;

  private final JsonFactory factory;
  private final ObjectMapper mapper;
  private final int maxDepth;

  public Json(Settings settings) {
    maxDepth = Math.toIntExact(settings.get(IngestOptions.MAX_JSON_DEPTH));
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxStringLength(Math.toIntExact(settings.get(IngestOptions.MAX_INFLATED_BYTES)))
            .build();
    factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(limits)
            // Locations name a line and column; the text itself belongs in the dead letter only.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    mapper = new ObjectMapper(factory);
  }

  /** A parser before the first token of the payload. */
  public JsonParser open(Payload payload) throws IOException {
    return payload.open(factory);
  }

  /** A parser in the payload's outermost object, before its first field. */
  public JsonParser openObject(Payload payload) throws IOException {
    JsonParser parser = open(payload);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.close();
      throw new JsonFault("The text is not a JSON object.");
    }
    return parser;
  }

  /** The payload as a tree; for formats that are rare or loose. */
  public JsonNode tree(Payload payload) throws IOException {
    try (JsonParser parser = openObject(payload)) {
      JsonNode tree = mapper.readTree(parser);
      end(parser);
      return tree;
    }
  }

  /** Makes sure that nothing follows the outermost object. */
  public void end(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonFault("More text follows after the JSON object.");
    }
  }

  /** For texts inside texts. */
  public JsonFactory factory() {
    return factory;
  }

  /** The tree's text, in UTF-8. */
  public byte[] write(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is wrong with a payload at which a parser gave up. */
  Unusable explain(Payload payload, IOException fault) {
    if (fault instanceof StreamConstraintsException) {
      boolean deep = fault.getMessage().contains("nesting depth");
      return new Unusable(
          deep ? DeadLetterReason.TOO_DEEP : DeadLetterReason.BAD_JSON,
          deep
              ? "The JSON nests deeper than " + maxDepth + " levels."
              : "The JSON breaks a limit: " + sentence(fault));
    }
    if (payload.isBytes() && !isUtf8(payload.copy())) {
      return new Unusable(DeadLetterReason.BAD_UTF8, "The text is not UTF-8: " + sentence(fault));
    }
    return new Unusable(
        DeadLetterReason.BAD_JSON, "The text is not one whole JSON object: " + sentence(fault));
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

  /** A fault that Jackson itself does not mind. */
  private static final class JsonFault extends IOException {
    JsonFault(String message) {
      super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
