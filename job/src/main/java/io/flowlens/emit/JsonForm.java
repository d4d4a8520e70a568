package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How a result is written as JSON: fields always in the same order, numbers rounded the same way,
 * so that equal results are equal bytes.
 *
 * @param <T> the result
 */
@FunctionalInterface
interface JsonForm<T> extends Serializable {
  JsonFactory FACTORY = new JsonFactory();

  /** Writes one JSON object. */
  void write(T value, JsonGenerator json) throws IOException;

  /** The JSON in UTF-8, without a line break. */
  default byte[] bytes(T value) {
    // By way of text: half a surrogate pair (from a broken name) becomes a question mark here,
    // where
    // a generator of bytes would throw and stop the job.
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
