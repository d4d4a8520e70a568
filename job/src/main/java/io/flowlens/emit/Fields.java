package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/** Fields that several results have. */
final class Fields {
  /** Digits that a measured number is worth. */
  private static final MathContext MEASURED = new MathContext(6, RoundingMode.HALF_UP);

  /** Beyond it a double holds no whole numbers, and far beyond it DynamoDB no number. */
  private static final double LARGEST = 1e15;

  private Fields() {}

  static void ends(Edge edge, JsonGenerator json) throws IOException {
    node("from", edge.from, json);
    node("to", edge.to, json);
    json.writeStringField("access", edge.access.label());
  }

  static void node(String field, Node node, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("kind", node.kind.label());
    json.writeStringField("account", node.account);
    json.writeStringField("region", node.region);
    json.writeStringField("name", node.name);
    json.writeEndObject();
  }

  /** ISO-8601 in UTC. */
  static void time(String field, long epochMillis, JsonGenerator json) throws IOException {
    json.writeStringField(field, Instant.ofEpochMilli(epochMillis).toString());
  }

  /** Leaves the field out when the text is null. */
  static void textIfKnown(String field, String text, JsonGenerator json) throws IOException {
    if (text != null) {
      json.writeStringField(field, text);
    }
  }

  /** A number of thousandths as a decimal, for example 1500 as 1.5. */
  static void thousandths(String field, long thousandths, JsonGenerator json) throws IOException {
    plain(field, BigDecimal.valueOf(thousandths, 3), json);
  }

  /** Milliseconds to the microsecond, halves up. */
  static void millis(String field, double millis, JsonGenerator json) throws IOException {
    plain(field, new BigDecimal(millis).setScale(3, RoundingMode.HALF_UP), json);
  }

  /**
   * A measured number: six digits, more where it has more before the point, at most nine after it.
   * Leaves the field out when the number is not known (NaN), or too large to have been measured.
   */
  static void measured(String field, double value, JsonGenerator json) throws IOException {
    if (Double.isNaN(value) || Math.abs(value) > LARGEST) {
      return;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = Math.abs(value) < 1e6 ? exact.round(MEASURED) : exact;
    int places = Math.abs(value) < 1e6 ? 9 : 0;
    plain(field, rounded.setScale(places, RoundingMode.HALF_UP), json);
  }

  private static void plain(String field, BigDecimal number, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    json.writeNumber(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }
}
