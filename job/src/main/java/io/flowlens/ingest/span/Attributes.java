package io.flowlens.ingest.span;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.InstanceHash;
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

  private static final int COUNT = SpanAttribute.values().length;

  /** None at all. */
  static final Attributes NONE = new Attributes();

  private final String[] texts = new String[COUNT];
  private final int[] ranks = new int[COUNT];
  private long instance;
  private boolean instanceKnown;
  private final List<String> tables = new ArrayList<>(2);
  private final List<String> capacities = new ArrayList<>(2);

  Attributes() {
    clear();
  }

  void clear() {
    Arrays.fill(texts, null);
    instanceKnown = false;
    Arrays.fill(ranks, Integer.MAX_VALUE);
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

  /** Reads an object or a list of attributes. */
  void read(Cursor cursor, Habits habits) throws Cursor.Refused {
    if (cursor.object()) {
      Habits.Step place = habits.start();
      while (place != null) {
        Habits.Step known = place.pass(cursor);
        if (known == null) {
          place = readNext(cursor, place, habits);
        } else {
          place = known;
          if (known.name != null) {
            put(known.name, known.value);
          }
        }
      }
    } else if (cursor.array()) {
      while (cursor.nextElement()) {
        keyAndValue(cursor);
      }
    } else {
      cursor.skip();
    }
  }

  /** Reads a field that is not known in its place; the place behind it, or null at the end. */
  private Habits.Step readNext(Cursor cursor, Habits.Step place, Habits habits)
      throws Cursor.Refused {
    int from = cursor.position();
    if (!cursor.nextField()) {
      return null;
    }
    String field = cursor.name();
    SpanAttribute.Name name = SpanAttribute.named(field);
    Habits.Step behind = Habits.differing(place, field);
    if (behind != null || !cursor.isScalar()) {
      value(name, cursor);
      return behind != null ? behind : habits.noteDiffering(place, field);
    }
    // Read also where another name counts more, because that one may be missing the next time.
    String text = cursor.symbol();
    if (name != null) {
      put(name, text);
    }
    return habits.note(place, cursor, from, field, text);
  }

  private void keyAndValue(Cursor cursor) throws Cursor.Refused {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    SpanAttribute.Name name = null;
    boolean keyed = false;
    int early = -1;
    while (cursor.nextField()) {
      String field = cursor.name();
      if (field.equals("key")) {
        name = SpanAttribute.named(cursor.symbol());
        keyed = true;
        if (early >= 0) {
          early = valueAt(early, name, cursor);
        }
      } else if (field.equals("value") && keyed) {
        value(name, cursor);
      } else if (field.equals("value")) {
        early = cursor.position();
        cursor.skip();
      } else {
        cursor.skip();
      }
    }
  }

  /** Reads a value that came before its key. */
  private int valueAt(int position, SpanAttribute.Name name, Cursor cursor) throws Cursor.Refused {
    int here = cursor.position();
    cursor.back(position);
    value(name, cursor);
    cursor.back(here);
    return -1;
  }

  private void value(SpanAttribute.Name name, Cursor cursor) throws Cursor.Refused {
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
  private void typed(SpanAttribute.Name name, Cursor cursor) throws Cursor.Refused {
    while (cursor.nextField()) {
      String type = cursor.name();
      if (type.endsWith("Value") || type.equals("values")) {
        value(name, cursor);
      } else {
        cursor.skip();
      }
    }
  }

  private void put(SpanAttribute.Name name, String text) {
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
    ranks[name.attribute.ordinal()] = name.rank;
    texts[name.attribute.ordinal()] = null;
    if (name.attribute == SpanAttribute.TABLES) {
      tables.clear();
    } else if (name.attribute == SpanAttribute.CONSUMED_CAPACITY) {
      capacities.clear();
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
