package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON objects of a record that holds several: one behind the other, as collectors and metric
 * streams write them, or as the elements of an array: one by itself, or the {@code Records} of a
 * CloudTrail file or of an event that Lambda gave a function. Those that cannot be used become dead
 * letters of their own, one for each reason, so that a replay counts no good one twice.
 */
final class Texts {
  private final List<int[]> places = new ArrayList<>();
  private final Map<String, List<int[]>> bad = new TreeMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private final byte[] bytes;

  private Texts(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Decodes one text. */
  interface Decoder {
    /** Decodes the text in these bytes. */
    void decode(byte[] bytes, int from, int to) throws Unusable;
  }

  /** The objects in these bytes; null where they are one object, or anything else. */
  static Texts in(byte[] bytes, Cursor cursor) {
    Texts texts = new Texts(bytes);
    cursor.open(bytes);
    boolean isArray;
    try {
      isArray = isInRecords(cursor) || cursor.array();
      if (isArray) {
        texts.addAll(cursor);
      } else {
        while (!cursor.isAtEnd()) {
          texts.add(cursor);
        }
      }
    } catch (NotJson e) {
      return null;
    }
    return texts.places.size() > (isArray ? 0 : 1) ? texts : null;
  }

  /**
   * Whether the text is an object of nothing but {@code Records}; then enters that array. Otherwise
   * the cursor stands before the text.
   */
  private static boolean isInRecords(Cursor cursor) throws NotJson {
    int start = cursor.position();
    boolean found =
        cursor.object() && cursor.nextField() && cursor.name().equals("Records") && cursor.array();
    if (!found) {
      cursor.to(start, 0, true);
    }
    return found;
  }

  private void addAll(Cursor cursor) throws NotJson {
    int outside = cursor.depth() - 1;
    while (cursor.nextElement()) {
      add(cursor);
    }
    if (outside > 0 && cursor.nextField()) {
      throw new NotJson();
    }
    cursor.finish();
  }

  private void add(Cursor cursor) throws NotJson {
    if (!cursor.isObject()) {
      throw new NotJson();
    }
    int from = cursor.position();
    cursor.skip();
    places.add(new int[] {from, cursor.position()});
  }

  /**
   * Decodes all of them.
   *
   * @throws Unusable if none could be used, all for one reason: then the record is one dead letter
   */
  void decode(Decoder decoder, Events events) throws Unusable {
    for (int i = 0; i < places.size(); i++) {
      int[] place = places.get(i);
      try {
        decoder.decode(bytes, place[0], place[1]);
      } catch (Unusable e) {
        bad.computeIfAbsent(e.reason(), reason -> new ArrayList<>()).add(place);
        details.putIfAbsent(e.reason(), "text " + (i + 1) + ": " + e.getMessage());
      }
    }
    for (Map.Entry<String, List<int[]>> entry : bad.entrySet()) {
      String detail = detail(entry.getKey());
      if (entry.getValue().size() == places.size()) {
        throw new Unusable(entry.getKey(), detail);
      }
      events.unusable(entry.getKey(), detail, join(entry.getValue()));
    }
  }

  private String detail(String reason) {
    return bad.get(reason).size()
        + " of the record's "
        + places.size()
        + " texts cannot be used; "
        + details.get(reason);
  }

  private byte[] join(List<int[]> those) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] place : those) {
      out.write(bytes, place[0], place[1] - place[0]);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
