package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Pane;
import io.flowlens.model.WriteLedger;
import io.flowlens.schemas.EdgeAttributes;
import java.io.IOException;

/** The part of an edge's row that says where its attempts to write went. */
final class LedgerJson {
  private static final WriteLedger.Entry[] ENTRIES = WriteLedger.Entry.values();

  private static final Counter[] UNITS = {
    Counter.USEFUL_MILLI_UNITS,
    Counter.CONDITION_MILLI_UNITS,
    Counter.CONFLICT_MILLI_UNITS,
    Counter.CANCELLED_MILLI_UNITS,
    Counter.DUPLICATE_MILLI_UNITS
  };

  private LedgerJson() {}

  /** Writes it for edges that write, unless every attempt was useful. */
  static void write(EdgeAggregate row, JsonGenerator json) throws IOException {
    boolean writes = row.edge.access == Access.WRITE || row.edge.access == Access.TRANSACT;
    WriteLedger ledger = WriteLedger.of(row.counts);
    if (!writes || ledger.isClean()) {
      return;
    }
    json.writeObjectFieldStart(EdgeAttributes.LEDGER);
    for (WriteLedger.Entry entry : ENTRIES) {
      json.writeNumberField(entry.label(), ledger.attempts(entry));
    }
    units(row.counts, ledger.otherMilliUnits(), json);
    json.writeEndObject();
  }

  private static void units(Pane counts, long other, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("units");
    json.writeNumberField(
        Counter.USEFUL_UNITS_MEASURED.label(), counts.get(Counter.USEFUL_UNITS_MEASURED));
    json.writeNumberField(
        Counter.FAILED_UNITS_MEASURED.label(), counts.get(Counter.FAILED_UNITS_MEASURED));
    for (Counter counter : UNITS) {
      Fields.thousandths(counter.label(), counts.get(counter), json);
    }
    Fields.thousandths("other", other, json);
    json.writeEndObject();
  }
}
