package io.flowlens.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;

/** What a replay read, in numbers: the job's counters as JSON. */
final class Summary {
  private static final String FORMAT = "records.";

  private Summary() {}

  /** How many records these counters of formats are together. */
  static long records(Map<String, Object> counters) {
    return counters.entrySet().stream()
        .filter(counter -> counter.getKey().startsWith(FORMAT))
        .mapToLong(counter -> (Long) counter.getValue())
        .sum();
  }

  /** The counters by name, those of formats under {@code formats}, and how long it took. */
  static String of(Map<String, Object> counters, double seconds) throws IOException {
    Map<String, Object> sorted = new TreeMap<>(counters);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new ObjectMapper().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeObjectFieldStart("formats");
      for (Map.Entry<String, Object> counter : sorted.entrySet()) {
        if (counter.getKey().startsWith(FORMAT)) {
          json.writeObjectField(counter.getKey().substring(FORMAT.length()), counter.getValue());
        }
      }
      json.writeEndObject();
      for (Map.Entry<String, Object> counter : sorted.entrySet()) {
        if (!counter.getKey().startsWith(FORMAT)) {
          json.writeObjectField(counter.getKey(), counter.getValue());
        }
      }
      json.writeNumberField("seconds", Math.round(seconds * 10) / 10.0);
      json.writeEndObject();
    }
    return text + "\n";
  }
}
