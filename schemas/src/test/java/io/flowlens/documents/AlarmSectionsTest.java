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
  /** Alarms that only a stack with the diagram service has, and so not the template. */
  private static final Path OF_THE_DIAGRAM = Path.of("..", "infra", "lib", "diagram-alarms.ts");

  private static final Pattern ID = Pattern.compile("id: '([a-z0-9-]+)'");
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
    ID.matcher(Files.readString(OF_THE_DIAGRAM))
        .results()
        .forEach(id -> named.add("alarm-" + id.group(1)));
    Set<String> sections =
        Document.of(OPERATE).anchors().stream()
            .filter(anchor -> anchor.startsWith("alarm-"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).contains("alarm-job-down", "alarm-diagram-stale");
    assertThat(sections).isEqualTo(named);
  }
}
