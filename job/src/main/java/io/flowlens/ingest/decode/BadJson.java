package io.flowlens.ingest.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Finds out why a text is not one JSON object, for its dead letter. */
final class BadJson {
  /** A parser's message may quote the input; this much of it is enough. */
  private static final int LONGEST = 300;

  private static final String NOT_JSON = "The text is not one whole JSON object: ";

  private final Json json;

  BadJson(Json json) {
    this.json = json;
  }

  /** What is wrong with a text that was refused. */
  Unusable explain(byte[] text) {
    boolean utf8 = isUtf8(text);
    if (!new String(text, StandardCharsets.ISO_8859_1).trim().startsWith("{")) {
      return bad(utf8, "It does not begin with a brace.");
    }
    try (JsonParser parser = json.parser(text)) {
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
      if (parser.getParsingContext().getNestingDepth() > json.maxDepth()) {
        return new Unusable(
            DeadLetterReason.TOO_DEEP,
            "The JSON nests deeper than " + json.maxDepth() + " levels.");
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

  /** The parser's message and its place, without remarks on the text's origin. */
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
