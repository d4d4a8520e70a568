package io.flowlens.ingest.span;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingest.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The attributes of a span or a resource that are used, as text. Reads both ways of writing them:
 * an object of plain values ({@code aws/spans}), and OTLP's list of keys and typed values. An
 * attribute of an unexpected type counts as absent.
 */
public final class Attributes {
  /** Values that hardly ever come twice. */
  private static final Set<SpanAttribute> UNIQUE =
      EnumSet.of(
          SpanAttribute.REQUEST_ID,
          SpanAttribute.URL,
          SpanAttribute.STATEMENT,
          SpanAttribute.CONSUMED_CAPACITY,
          SpanAttribute.ERROR_ANSWER,
          SpanAttribute.EXCEPTION_MESSAGE);

  private static final int COUNT = SpanAttribute.values().length;

  private final Symbols symbols;
  private final String[] texts = new String[COUNT];
  private final int[] ranks = new int[COUNT];
  private final List<List<String>> lists = new ArrayList<>();

  public Attributes(Symbols symbols) {
    this.symbols = symbols;
    for (int i = 0; i < COUNT; i++) {
      lists.add(new ArrayList<>(2));
    }
    clear();
  }

  void clear() {
    Arrays.fill(texts, null);
    Arrays.fill(ranks, Integer.MAX_VALUE);
    lists.get(SpanAttribute.TABLES.ordinal()).clear();
    lists.get(SpanAttribute.CONSUMED_CAPACITY.ordinal()).clear();
  }

  /** The value; of several the first; null where there is none. */
  String get(SpanAttribute attribute) {
    return texts[attribute.ordinal()];
  }

  boolean has(SpanAttribute attribute) {
    return texts[attribute.ordinal()] != null;
  }

  /** All values of an attribute that may have several. */
  List<String> all(SpanAttribute attribute) {
    return lists.get(attribute.ordinal());
  }

  /** Reads an object or a list of attributes; the parser stands on its first token. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      for (String name; (name = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        value(SpanAttribute.named(name), parser);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          keyAndValue(parser);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void keyAndValue(JsonParser parser) throws IOException {
    SpanAttribute.Name name = null;
    List<String> early = null;
    boolean keyed = false;
    for (String field; (field = parser.nextFieldName()) != null; ) {
      JsonToken token = parser.nextToken();
      if (field.equals("key") && token == JsonToken.VALUE_STRING) {
        name = SpanAttribute.named(parser.getText());
        keyed = true;
      } else if (field.equals("value") && keyed) {
        value(name, parser);
      } else if (field.equals("value")) {
        early = new ArrayList<>();
        collect(parser, early);
      } else {
        parser.skipChildren();
      }
    }
    if (early != null && name != null) {
      for (String text : early) {
        put(name, text);
      }
    }
  }

  private void value(SpanAttribute.Name name, JsonParser parser) throws IOException {
    if (name == null || ranks[name.attribute.ordinal()] < name.rank) {
      parser.skipChildren();
    } else if (parser.currentToken().isScalarValue()) {
      scalar(name, parser);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      typed(name, parser);
    } else {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(name, parser);
      }
    }
  }

  /** An OTLP value: an object with one field that names the type. */
  private void typed(SpanAttribute.Name name, JsonParser parser) throws IOException {
    for (String type; (type = parser.nextFieldName()) != null; ) {
      parser.nextToken();
      if (type.endsWith("Value") || type.equals("values")) {
        value(name, parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void scalar(SpanAttribute.Name name, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    put(
        name,
        UNIQUE.contains(name.attribute) || !parser.hasTextCharacters()
            ? parser.getText()
            : symbols.of(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
  }

  private static void collect(JsonParser parser, List<String> texts) throws IOException {
    int depth = 0;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        texts.add(parser.getText());
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private void put(SpanAttribute.Name name, String text) {
    int at = name.attribute.ordinal();
    if (ranks[at] < name.rank || text.isEmpty()) {
      return;
    }
    List<String> list = lists.get(at);
    if (ranks[at] > name.rank) {
      ranks[at] = name.rank;
      texts[at] = null;
      list.clear();
    }
    if (texts[at] == null) {
      texts[at] = text;
    }
    if (name.attribute == SpanAttribute.TABLES) {
      addTables(text, list);
    } else if (name.attribute == SpanAttribute.CONSUMED_CAPACITY) {
      list.add(text);
    }
  }

  /** One name, or several as older instrumentations write them: {@code [orders,inventory]}. */
  private static void addTables(String text, List<String> tables) {
    boolean several = text.startsWith("[") && text.endsWith("]");
    String inner = several ? text.substring(1, text.length() - 1) : text;
    for (String part : inner.split(",", -1)) {
      String name = part.trim();
      name =
          name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
              ? name.substring(1, name.length() - 1)
              : name;
      if (!name.isEmpty() && !tables.contains(name)) {
        tables.add(name);
      }
    }
  }
}
