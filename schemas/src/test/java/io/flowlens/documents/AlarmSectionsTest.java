package io.flowlens.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever gets an alarm finds what to do: its description names a section of docs/operate.md. */
class AlarmSectionsTest {
  private static final Path TEMPLATE = Path.of("..", "infra", "flowlens.template.json");
  private static final Path OPERATE = Path.of("..", "docs", "operate.md");
  private static final Pattern NAMED = Pattern.compile("docs/operate\\.md#(alarm-[a-z0-9-]+)");

  @Test
  void everyAlarmHasItsSectionAndEverySectionItsAlarm() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(TEMPLATE))
            .results()
            .map(link -> link.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> sections =
        Document.of(OPERATE).anchors().stream()
            .filter(anchor -> anchor.startsWith("alarm-"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isNotEmpty();
    assertThat(sections).isEqualTo(named);
  }
}
