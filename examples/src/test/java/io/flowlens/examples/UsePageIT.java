package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.examples.Page.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command of docs/use.md runs, in its order, and prints what the page says it prints. */
class UsePageIT {
  private static final String MARK = "---- next block ----";

  private final Page page = new Page(Local.HOME.resolve("docs/use.md"));

  UsePageIT() throws IOException {}

  @BeforeAll
  static void store() throws IOException {
    Incident.store();
  }

  @Test
  void itsCommandsPrintWhatItSays() {
    List<String> printed = run(page.blocks("sh"));
    List<String> expected = outputs("sh");
    assertThat(printed).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) != null) {
        assertThat(printed.get(i)).isEqualTo(expected.get(i));
      }
    }
    assertThat(String.join("", printed))
        .contains("\tresolved\tcritical\tretry-cascade\tcheckout → Orders (write): 51")
        .contains("\"id\":\"dffc54fbc3b3c583\"")
        .contains("251 " + Incident.WRITES);
  }

  @Test
  void itsPythonPrintsWhatItSays() {
    List<Block> blocks = page.blocks("python");
    List<String> expected = outputs("python");
    assertThat(blocks).isNotEmpty();
    for (int i = 0; i < blocks.size(); i++) {
      String printed = Program.python(Map.of(), blocks.get(i).text(), "-");
      assertThat(printed).isNotBlank();
      if (expected.get(i) != null) {
        assertThat(printed).isEqualTo(expected.get(i));
      }
    }
  }

  /** What each block prints when all are run in one shell. */
  private static List<String> run(List<Block> blocks) {
    StringBuilder script = new StringBuilder();
    for (Block block : blocks) {
      script.append(block.text()).append("\necho '").append(MARK).append("'\n");
    }
    return List.of(Program.shell(script.toString()).split("\\Q" + MARK + "\\E\n", 0));
  }

  /** What the page says that its blocks of a language print: the text after it, or null. */
  private List<String> outputs(String language) {
    List<String> outputs = new ArrayList<>();
    List<Block> blocks = page.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals(language)) {
        boolean told = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
        outputs.add(told ? blocks.get(i + 1).text() : null);
      }
    }
    return outputs;
  }
}
