package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.ingest.naming.InstanceHash;
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
final class Attributes {
  /** Values that hardly ever come twice. */
  private static final Set<SpanAttribute> UNIQUE =
      EnumSet.of(
          SpanAttribute.REQUEST_ID,
          SpanAttribute.URL,
          SpanAttribute.STATEMENT,
          SpanAttribute.CONSUMED_CAPACITY,
          SpanAttribute.DOCUMENT_TIME,
          SpanAttribute.INVOCATION,
          SpanAttribute.ERROR_ANSWER,
          SpanAttribute.EXCEPTION_MESSAGE);

  /** How X-Ray's SDK for Python writes the tables of a batch: the repr of a dictionary's keys. */
  private static final String PYTHON_KEYS = "dict_keys([";

  private static final int COUNT = SpanAttribute.values().length;

  /** None at all. */
  static final Attributes NONE = new Attributes();

  private final String[] texts = new String[COUNT];
  private final int[] ranks = new int[COUNT];
  private long instance;
  private boolean instanceKnown;
  private final List<String> tables = new ArrayList<>(2);
  private final List<String> capacities = new ArrayList<>(2);

  /** The range in which there may be values: of most spans only one or two are read. */
  private int first;

  private int last = COUNT - 1;

  Attributes() {
    clear();
  }

  void clear() {
    if (first <= last) {
      Arrays.fill(texts, first, last + 1, null);
      Arrays.fill(ranks, first, last + 1, Integer.MAX_VALUE);
    }
    first = COUNT;
    last = -1;
    instanceKnown = false;
    tables.clear();
    capacities.clear();
  }

  /** The value; of several the first; null where there is none. */
  String get(SpanAttribute attribute) {
    return texts[attribute.ordinal()];
  }

  boolean has(SpanAttribute attribute) {
    return texts[attribute.ordinal()] != null;
  }

  /** The hash of what names the instance; 0 where nothing does. */
  long instance() {
    if (!instanceKnown) {
      instance = InstanceHash.of(get(SpanAttribute.INSTANCE));
      instanceKnown = true;
    }
    return instance;
  }

  /** All values of an attribute that may have several: tables or consumed capacity. */
  List<String> all(SpanAttribute attribute) {
    return attribute == SpanAttribute.TABLES ? tables : capacities;
  }

  /**
   * Reads an object or a list of attributes.
   *
   * @param ofResource whether they are the resource's
   */
  void read(Cursor cursor, ReadObserver observer, boolean ofResource) throws NotJson {
    if (cursor.object()) {
      while (cursor.nextField()) {
        String name = cursor.name();
        int from = cursor.position();
        value(SpanAttribute.named(name), cursor);
        observer.attribute(ofResource, name, from, cursor);
      }
    } else if (cursor.array()) {
      while (cursor.nextElement()) {
        keyAndValue(cursor, observer, ofResource);
      }
    } else {
      cursor.skip();
    }
  }

  private void keyAndValue(Cursor cursor, ReadObserver observer, boolean ofResource)
      throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    String key = null;
    boolean keyed = false;
    int early = -1;
    while (cursor.nextField()) {
      String field = cursor.name();
      int from = cursor.position();
      if (field.equals("key")) {
        key = cursor.symbol();
        keyed = true;
        if (early >= 0) {
          early = valueAt(early, named(key), cursor);
          observer.unusualOrder();
        }
      } else if (field.equals("value") && keyed) {
        value(named(key), cursor);
        observer.attribute(ofResource, String.valueOf(key), from, cursor);
      } else if (field.equals("value")) {
        early = from;
        cursor.skip();
      } else {
        cursor.skip();
      }
    }
  }

  private static SpanAttribute.Name named(String key) {
    return key == null ? null : SpanAttribute.named(key);
  }

  /** Reads a value that came before its key. */
  private int valueAt(int position, SpanAttribute.Name name, Cursor cursor) throws NotJson {
    int here = cursor.position();
    cursor.back(position);
    value(name, cursor);
    cursor.back(here);
    return -1;
  }

  /** Reads the value of an attribute; null where it tells nothing. */
  void value(SpanAttribute.Name name, Cursor cursor) throws NotJson {
    if (name == null || ranks[name.attribute.ordinal()] < name.rank) {
      cursor.skip();
    } else if (cursor.object()) {
      typed(name, cursor);
    } else if (cursor.array()) {
      while (cursor.nextElement()) {
        value(name, cursor);
      }
    } else {
      put(name, UNIQUE.contains(name.attribute) ? cursor.text() : cursor.symbol());
    }
  }

  /** An OTLP value: an object with one field that names the type. */
  private void typed(SpanAttribute.Name name, Cursor cursor) throws NotJson {
    while (cursor.nextField()) {
      String type = cursor.name();
      if (type.endsWith("Value") || type.equals("values")) {
        value(name, cursor);
      } else {
        cursor.skip();
      }
    }
  }

  /** Adds a value. An empty one, or one of a name that counts less than one before, is left out. */
  void put(SpanAttribute.Name name, String text) {
    int at = name.attribute.ordinal();
    if (text == null || text.isEmpty() || ranks[at] < name.rank) {
      return;
    }
    if (ranks[at] > name.rank) {
      begin(name);
    }
    if (texts[at] == null) {
      texts[at] = text;
    }
    if (name.attribute == SpanAttribute.TABLES) {
      addTables(text, tables);
    } else if (name.attribute == SpanAttribute.CONSUMED_CAPACITY) {
      capacities.add(text);
    }
  }

  /** Forgets what a name that counts less has given. */
  private void begin(SpanAttribute.Name name) {
    remove(name.attribute);
    int at = name.attribute.ordinal();
    ranks[at] = name.rank;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }

  /** Forgets all values of an attribute. */
  void remove(SpanAttribute attribute) {
    ranks[attribute.ordinal()] = Integer.MAX_VALUE;
    texts[attribute.ordinal()] = null;
    if (attribute == SpanAttribute.TABLES) {
      tables.clear();
    } else if (attribute == SpanAttribute.CONSUMED_CAPACITY) {
      capacities.clear();
    }
  }

  /** Takes over the attributes that the others have; these must have none of them. */
  void complete(Attributes others) {
    first = Math.min(first, others.first);
    last = Math.max(last, others.last);
    for (int i = 0; i < COUNT; i++) {
      if (others.texts[i] != null) {
        texts[i] = others.texts[i];
        ranks[i] = others.ranks[i];
      }
    }
    tables.addAll(others.tables);
    capacities.addAll(others.capacities);
  }

  /** One name, or several as older instrumentations write them: {@code [orders,inventory]}. */
  private static void addTables(String text, List<String> tables) {
    boolean several = text.startsWith("[") && text.endsWith("]");
    String inner = several ? text.substring(1, text.length() - 1) : text;
    if (text.startsWith(PYTHON_KEYS) && text.endsWith("])")) {
      inner = text.substring(PYTHON_KEYS.length(), text.length() - 2);
    }
    for (String part : inner.split(",", -1)) {
      String name = part.trim();
      name =
          name.length() > 1
                  && (name.charAt(0) == '"' || name.charAt(0) == '\'')
                  && name.charAt(name.length() - 1) == name.charAt(0)
              ? name.substring(1, name.length() - 1)
              : name;
      if (!name.isEmpty() && !tables.contains(name)) {
        tables.add(name);
      }
    }
  }
}
