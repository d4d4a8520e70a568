package io.flowlens.ingest.formats.change;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What is kept of an item's image: its numbers while the record is decoded, and a 64-bit hash of
 * all its attributes. The hash is the same in whichever order attributes, the entries of maps and
 * the elements of sets come.
 */
final class Image {
  /** Global tables of version 2017 stamp items with these; the stamps are no change of the item. */
  private static final String STAMPS = "aws:rep:";

  final Map<String, String> numbers = new HashMap<>();
  private long sum;
  private boolean known;

  /** Reads the value of {@code NewImage} or {@code OldImage}. */
  void read(Cursor cursor) throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    known = true;
    while (cursor.nextField()) {
      String attribute = cursor.name();
      long value = value(cursor, attribute);
      sum += attribute.startsWith(STAMPS) ? 0 : value;
    }
  }

  /** The hash; 0 where the record has no such image, and never else. */
  long hash() {
    return !known ? 0 : sum == 0 ? 1 : sum;
  }

  /** Reads a value with its type, such as {@code {"N":"4"}}. */
  private long value(Cursor cursor, String attribute) throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return 0;
    }
    long hash = 0;
    while (cursor.nextField()) {
      String type = cursor.name();
      switch (type) {
        case "M":
          hash += map(cursor, attribute);
          break;
        case "L":
          hash += list(cursor, attribute);
          break;
        case "SS":
        case "NS":
        case "BS":
          hash += set(cursor, attribute + '/' + type);
          break;
        default:
          hash += scalar(cursor, attribute, type);
          break;
      }
    }
    return hash;
  }

  private long scalar(Cursor cursor, String attribute, String type) throws NotJson {
    String text = cursor.text();
    if (type.equals("N")) {
      numbers.put(attribute, text);
    }
    return hash(attribute + '=' + type + text);
  }

  private static long map(Cursor cursor, String attribute) throws NotJson {
    Image entries = new Image();
    entries.read(cursor);
    return mix(hash(attribute) + entries.hash());
  }

  private static long list(Cursor cursor, String attribute) throws NotJson {
    long hash = hash(attribute + "/L");
    if (cursor.array()) {
      while (cursor.nextElement()) {
        hash = mix(hash) + new Image().value(cursor, "");
      }
    } else {
      cursor.skip();
    }
    return mix(hash);
  }

  private static long set(Cursor cursor, String attribute) throws NotJson {
    long hash = 0;
    if (cursor.array()) {
      while (cursor.nextElement()) {
        hash += hash(cursor.text());
      }
    } else {
      cursor.skip();
    }
    return mix(hash(attribute) + hash);
  }

  private static long hash(String text) {
    return MurmurHash3.hash128x64(String.valueOf(text).getBytes(StandardCharsets.UTF_8))[0];
  }

  /** Spreads the bits, so that sums of parts do not cancel out. */
  private static long mix(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }
}
