package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.ingest.naming.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The capacity that a call consumed, as a span carries it: the JSON text of a {@code
 * ConsumedCapacity}, of an array of them, or several texts, one for each table. The units of a
 * table include those of its indexes: they are what the call cost.
 */
public final class ConsumedCapacity {
  private static final double MOST_UNITS = 1e12;

  /** What one table's part of a call consumed. */
  public static final class Units {
    private String table;
    private double total = -1;
    private double read = -1;
    private double write = -1;

    /** The table's name; may be null. */
    public String table() {
      return table;
    }

    /** Read units in thousandths; -1 when unknown. */
    public long readMilliUnits(boolean reads) {
      return milli(read >= 0 ? read : reads ? total : -1);
    }

    /** Write units in thousandths; -1 when unknown. */
    public long writeMilliUnits(boolean writes) {
      return milli(write >= 0 ? write : writes ? total : -1);
    }

    private static long milli(double units) {
      return units >= 0 && units < MOST_UNITS ? Math.round(units * 1000) : -1;
    }
  }

  private ConsumedCapacity() {}

  /** The units in these texts; a text that is not JSON (a span may cut it off) tells nothing. */
  public static List<Units> read(Cursor cursor, List<String> texts) {
    List<Units> all = new ArrayList<>();
    for (String text : texts) {
      try {
        cursor.open(text.getBytes(StandardCharsets.UTF_8));
        add(cursor, all);
      } catch (NotJson e) {
        // Cut off: what was whole counts, the rest stays unknown.
      }
    }
    return all;
  }

  private static void add(Cursor cursor, List<Units> all) throws NotJson {
    if (cursor.object()) {
      all.add(units(cursor));
    } else if (cursor.array()) {
      while (cursor.nextElement()) {
        add(cursor, all);
      }
    } else {
      cursor.skip();
    }
  }

  private static Units units(Cursor cursor) throws NotJson {
    Units units = new Units();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "TableName":
          String table = cursor.symbol();
          units.table = table == null ? null : TableName.of(table).name();
          break;
        case "CapacityUnits":
          units.total = number(cursor);
          break;
        case "ReadCapacityUnits":
          units.read = number(cursor);
          break;
        case "WriteCapacityUnits":
          units.write = number(cursor);
          break;
        default:
          cursor.skip();
          break;
      }
    }
    return units;
  }

  private static double number(Cursor cursor) throws NotJson {
    String text = cursor.symbol();
    try {
      return text == null ? -1 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
