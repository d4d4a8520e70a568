package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Holds JSON against the published schemas. */
final class Contract {
  private final JsonSchema schema;

  private Contract(JsonSchema schema) {
    this.schema = schema;
  }

  static Contract of(String name) {
    String resource = "/io/flowlens/schemas/" + name + ".schema.json";
    try (InputStream in = Contract.class.getResourceAsStream(resource)) {
      return new Contract(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the JSON is valid; returns it as text. */
  String holds(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    assertThat(
            schema.validate(
                text,
                InputFormat.JSON,
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
        .as(text)
        .isEmpty();
    return text;
  }
}
