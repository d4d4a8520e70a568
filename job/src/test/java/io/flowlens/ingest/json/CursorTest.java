package io.flowlens.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.ingest.decode.Mutations;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cursor takes and reads what Jackson takes and reads. */
class CursorTest {
  private static final int MUTATIONS = 4_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Tools tools = new Tools(Settings.defaults(), Aliases.none());
  private final Cursor cursor = tools.cursor();
  private final Json json = tools.json();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : [ ] , \"b\" : { } } ",
        "{\"a\":[1,-2,0.5,1e9,-0,2E-3,true,false,null,\"x\"]}",
        "{\"quote\\\"\":\"\\\\ \\/ \\b\\f\\n\\r\\t \\u0041 \\u00e9 \\ud83d\\ude00\"}",
        "{\"caf\u00e9\":\"\ud83d\ude00 \u20ac\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"0123456789012345678901234567890123456789\"}",
      })
  void wholeTextsAreRead(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes)).isEqualTo(scalarsAsText(MAPPER.readTree(bytes)));
    assertThat(readEscaped(bytes)).isIn(null, read(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[]",
        "1",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":tru}",
        "{\"a\":nul1}",
        "{\"a\":truex}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\":\"b",
        "{\"a\":1]",
        "{\"a\":[1}",
      })
  void whatIsNotJsonIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes)).isNull();
    assertThat(readEscaped(bytes)).isNull();
  }

  @Test
  void brokenTextsAreRefusedWhereJacksonRefusesThemAndReadAlike() {
    List<byte[]> samples = new ArrayList<>();
    Samples.formats()
        .forEach(
            format ->
                Samples.of(format)
                    .values()
                    .forEach(
                        all -> all.forEach(p -> samples.add(p.getBytes(StandardCharsets.UTF_8)))));
    Mutations mutations = new Mutations(11, samples);
    int whole = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] text = mutations.nextText();
      JsonNode expected = jackson(text);
      JsonNode actual = read(text);
      if (actual != null || isStrictUtf8(text)) {
        assertThat(actual).as(new String(text, StandardCharsets.ISO_8859_1)).isEqualTo(expected);
      }
      JsonNode escaped = readEscaped(text);
      if (escaped != null && isStrictUtf8(text)) {
        assertThat(escaped).isEqualTo(actual);
      }
      whole += actual == null ? 0 : 1;
    }
    assertThat(whole).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    int[][] broken = {
      {0x80},
      {0xc3},
      {0xc3, 0x28},
      {0xc0, 0xaf},
      {0xe0, 0x80, 0x80},
      {0xed, 0xa0, 0x80},
      {0xf0, 0x80, 0x80, 0x80},
      {0xf4, 0x90, 0x80, 0x80},
      {0xff},
      {0xe2, 0x82}
    };
    for (int[] sequence : broken) {
      byte[] text = "{\"a\":\"    \"}".getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < sequence.length; i++) {
        text[6 + i] = (byte) sequence[i];
      }
      assertThat(read(text)).isNull();
    }
  }

  @Test
  void whatNestsTooDeepIsRefused() {
    assertThat(
            read(
                ("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")
                    .getBytes(StandardCharsets.UTF_8)))
        .isNotNull();
    assertThat(
            read(
                ("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}")
                    .getBytes(StandardCharsets.UTF_8)))
        .isNull();
  }

  @Test
  void wholeNumbersAreReadAsNumbersAndFromText() throws IOException {
    String[] texts = {
      "12", "\"-12\"", "9223372036854775807", "9223372036854775808", "1.0", "\"x\"", "[1]", "null"
    };
    long[] expected = {12, -12, Long.MAX_VALUE, -1, -1, -1, -1, -1};
    for (int i = 0; i < texts.length; i++) {
      cursor.open(("{\"a\":" + texts[i] + "}").getBytes(StandardCharsets.UTF_8));
      assertThat(cursor.object() && cursor.nextField()).isTrue();
      assertThat(cursor.whole(-1)).as(texts[i]).isEqualTo(expected[i]);
      assertThat(cursor.nextField()).isFalse();
    }
  }

  private JsonNode jackson(byte[] text) {
    try {
      return scalarsAsText(json.tree(text, 0, text.length));
    } catch (IOException e) {
      return null;
    }
  }

  private JsonNode read(byte[] text) {
    try {
      cursor.open(text);
      JsonNode tree = objectTree();
      cursor.finish();
      return tree;
    } catch (NotJson e) {
      return null;
    }
  }

  /** Reads the text as it stands in a JSON string. */
  private JsonNode readEscaped(byte[] text) {
    byte[] outer =
        NODES
            .textNode(new String(text, StandardCharsets.UTF_8))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try {
      cursor.open(outer, 1, outer.length, true);
      JsonNode tree = objectTree();
      cursor.finish();
      return cursor.position() == outer.length - 1 ? tree : null;
    } catch (NotJson e) {
      return null;
    }
  }

  private JsonNode objectTree() throws NotJson {
    JsonNode tree = tree();
    return tree.isObject() ? tree : null;
  }

  private JsonNode tree() throws NotJson {
    if (cursor.object()) {
      ObjectNode object = NODES.objectNode();
      while (cursor.nextField()) {
        String name = cursor.name();
        object.set(comparable(name), tree());
      }
      return object;
    }
    if (cursor.array()) {
      ArrayNode array = NODES.arrayNode();
      while (cursor.nextElement()) {
        array.add(tree());
      }
      return array;
    }
    String text = cursor.symbol();
    return text == null ? NODES.nullNode() : NODES.textNode(comparable(text));
  }

  private static JsonNode scalarsAsText(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      node.fields()
          .forEachRemaining(
              field -> object.set(comparable(field.getKey()), scalarsAsText(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(element -> array.add(scalarsAsText(element)));
      return array;
    }
    String text = node.isNumber() ? "1" : node.asText();
    return node.isNull() ? node : NODES.textNode(comparable(text));
  }

  /** Numbers are compared elsewhere, and half a surrogate pair is no character. */
  private static String comparable(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
        ? "a number"
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static boolean isStrictUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(text));
      return true;
    } catch (java.nio.charset.CharacterCodingException e) {
      return false;
    }
  }
}
