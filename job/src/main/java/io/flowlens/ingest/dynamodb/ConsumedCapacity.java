package io.flowlens.ingest.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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
  public static List<Units> read(JsonFactory factory, List<String> texts) {
    List<Units> all = new ArrayList<>();
    for (String text : texts) {
      try {
        add(factory, text, all);
      } catch (IOException e) {
        // Cut off: what was whole counts, the rest stays unknown.
      }
    }
    return all;
  }

  private static void add(JsonFactory factory, String text, List<Units> all) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      while (token == JsonToken.START_OBJECT) {
        all.add(units(parser));
        token = parser.nextToken();
      }
    }
  }

  private static Units units(JsonParser parser) throws IOException {
    Units units = new Units();
    for (String name; (name = parser.nextFieldName()) != null; ) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("TableName")) {
        units.table = TableName.of(parser.getText()).name();
      } else if (value.isNumeric() && name.equals("CapacityUnits")) {
        units.total = parser.getDoubleValue();
      } else if (value.isNumeric() && name.equals("ReadCapacityUnits")) {
        units.read = parser.getDoubleValue();
      } else if (value.isNumeric() && name.equals("WriteCapacityUnits")) {
        units.write = parser.getDoubleValue();
      } else {
        parser.skipChildren();
      }
    }
    return units;
  }
}
