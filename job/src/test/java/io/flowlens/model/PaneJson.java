package io.flowlens.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Panes as JSON with a name for each number, whatever holds it: the same names as in the golden
 * files of all versions, so that their numbers can be compared. What came after the first golden
 * files is shown only where it holds something.
 */
public final class PaneJson extends JsonSerializer<Pane> {
  private PaneJson() {}

  /** For a mapper that otherwise shows fields. */
  public static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(Pane.class, new PaneJson())
        .addSerializer(new SampleJson());
  }

  @Override
  public void serialize(Pane pane, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    provider.defaultSerializeField("edge", pane.edge, json);
    provider.defaultSerializeField("evidence", pane.evidence, json);
    json.writeNumberField("start", pane.start);
    json.writeNumberField("attempts", pane.attempts());
    provider.defaultSerializeField("errors", pane.errors(), json);
    for (Counter counter : Counter.values()) {
      boolean first = counter.position <= Counter.OTHER.position;
      if (counter.place() != Counter.Place.ERRORS
          && counter != Counter.RETRIES
          && (first || pane.get(counter) != 0)) {
        json.writeNumberField(name(counter), pane.get(counter));
      }
    }
    for (Detail<?> detail : Detail.all()) {
      if (detail.position <= Detail.FAILED_REQUESTS.position || pane.has(detail)) {
        part(detail.toString(), pane.has(detail) ? pane.get(detail) : null, json, provider);
      }
    }
    json.writeEndObject();
  }

  private static void part(
      String name, Mergeable<?> part, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    Object shown = part;
    if (part instanceof Exemplars exemplars) {
      shown = exemplars.all();
    } else if (part instanceof ExposedLatency exposed) {
      shown =
          new LatencySketch[] {
            exposed.of(Exposure.COLD_START),
            exposed.of(Exposure.RETRIED),
            exposed.of(Exposure.MANY_ITEMS)
          };
    } else if (part instanceof Operations operations) {
      TreeMap<String, Long> calls = new TreeMap<>();
      operations.forEach(calls::put);
      shown = calls;
    }
    provider.defaultSerializeField(name, shown, json);
  }

  /** {@code READ_MILLI_UNITS} as {@code readMilliUnits}. */
  private static String name(Counter counter) {
    StringBuilder name = new StringBuilder();
    for (String word : counter.name().split("_", -1)) {
      String small = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? small : Character.toUpperCase(small.charAt(0)) + small.substring(1));
    }
    return name.toString();
  }

  /** Hashes alone, or with their values. */
  private static final class SampleJson extends JsonSerializer<BottomK<?>> {
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Class<BottomK<?>> handledType() {
      return (Class) BottomK.class;
    }

    @Override
    public void serialize(BottomK<?> sample, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (sample.size() > 0 && sample.value(0) == null) {
        json.writeStartArray();
        for (int i = 0; i < sample.size(); i++) {
          json.writeNumber(sample.hash(i) ^ Long.MIN_VALUE);
        }
        json.writeEndArray();
        return;
      }
      json.writeStartObject();
      for (int i = 0; i < sample.size(); i++) {
        Object value = sample.value(i);
        provider.defaultSerializeField(
            Long.toString(sample.hash(i)),
            value instanceof Repeats.Count count ? count.n : value,
            json);
      }
      json.writeEndObject();
    }
  }
}
