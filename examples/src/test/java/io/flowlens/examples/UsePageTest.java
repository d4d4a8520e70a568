package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.flowlens.examples.Page.Block;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/use.md shows is what there is. */
class UsePageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private final Page page = new Page(Local.HOME.resolve("docs/use.md"));

  UsePageTest() throws IOException {}

  @Test
  void itShowsAnExampleOfEveryKind() {
    assertThat(page.blocks("json"))
        .extracting(block -> block.sample().substring(0, block.sample().indexOf('/')))
        .containsOnly("anomaly", "edge-aggregate", "dead-letter");
  }

  @Test
  void everyExampleIsASampleAndValid() throws IOException {
    for (Block block : page.blocks("json")) {
      String kind = block.sample().substring(0, block.sample().indexOf('/'));
      JsonNode sample = JSON.readTree(resource("samples/" + block.sample() + ".json"));
      assertThat(JSON.readTree(block.text())).as(block.sample()).isEqualTo(sample);
      assertThat(
              SCHEMAS
                  .getSchema(resource(kind + ".schema.json"))
                  .validate(block.text(), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void itsJavaIsFromTheExamples() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/flowlens/examples"))) {
      sources = files.map(UsePageTest::dense).toList();
    }
    assertThat(page.blocks("java")).isNotEmpty();
    for (Block block : page.blocks("java")) {
      assertThat(sources).anyMatch(source -> source.contains(dense(block.text())));
    }
  }

  private static String dense(Path file) {
    try {
      return dense(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static InputStream resource(String name) {
    return UsePageTest.class.getResourceAsStream("/io/flowlens/schemas/" + name);
  }
}
