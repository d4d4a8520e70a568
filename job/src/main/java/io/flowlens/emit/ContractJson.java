package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.Contract;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Evidence;
import io.flowlens.schemas.EdgeAttributes;
import java.io.IOException;

/** The part of an edge's row that says how it keeps what it is promised to be. */
final class ContractJson {
  private ContractJson() {}

  /** Writes it where something is promised. CloudTrail shows attempts, not calls: it keeps none. */
  static void write(EdgeAggregate row, JsonGenerator json) throws IOException {
    Contract contract = row.contract;
    if (contract == null || row.counts.evidence == Evidence.SLOW) {
      return;
    }
    json.writeObjectFieldStart(EdgeAttributes.CONTRACT);
    json.writeStringField("name", contract.name);
    if (contract.availability > 0) {
      json.writeObjectFieldStart("availability");
      Fields.measured("target", contract.availability, json);
      share(Contract.counted(row.counts), Contract.failed(row.counts), contract.availability, json);
      json.writeEndObject();
    }
    if (contract.timing > 0) {
      json.writeObjectFieldStart("timing");
      Fields.measured("target", contract.timing, json);
      Fields.measured("fasterMs", contract.fastMillis, json);
      share(Contract.timed(row.counts), contract.slow(row.counts), contract.timing, json);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void share(long total, long bad, double target, JsonGenerator json)
      throws IOException {
    json.writeNumberField("calls", total);
    json.writeNumberField("good", total - bad);
    if (total > 0) {
      Fields.measured("burn", (double) bad / total / (1 - target), json);
    }
  }
}
