package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedPageTest {
  private static final Instant MINUTE = Instant.parse("2026-11-29T02:10:00Z");

  @Test
  void itShowsTheRatesOfItsMinuteAndNothingThatCameLater() {
    String page =
        RecordedPage.of(
            List.of(row("Later", 1, 600), row("Orders", 0, 120), row("Orders", -1, 6_000)),
            List.of(),
            MINUTE,
            "<aside>card</aside>");
    assertThat(page)
        .contains("\"name\":\"Orders\"")
        .contains("\"calls\":2.0")
        .doesNotContain("Later")
        .contains("<aside>card</aside>\n</body>")
        .contains("default-src 'none'");
  }

  private static ObjectNode row(String table, int minutes, int calls) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("edgeId", "service:::shop|table:::" + table + "|read");
    row.putObject("from").put("kind", "service").put("name", "shop");
    row.putObject("to").put("kind", "table").put("name", table);
    row.put("access", "read").put("windowSeconds", 60).put("final", true);
    row.put("windowStart", MINUTE.plusSeconds(60L * minutes).toString());
    row.put("calls", calls).put("attempts", calls).put("ok", calls);
    return row;
  }
}
