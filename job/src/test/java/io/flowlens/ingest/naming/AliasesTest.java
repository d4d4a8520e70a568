package io.flowlens.ingest.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.Settings;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.model.NodeKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AliasesTest {
  private static final Aliases ALIASES =
      Aliases.of(
          Map.of(
              "checkout-role", " service : checkout ",
              "cart-fn", "function:cart",
              "api.example.com", "service:payments",
              "Orders", "elsewhere"));

  private final Nodes nodes = new Nodes(ALIASES, new ChangeStreams(Settings.defaults()));

  @Test
  void aRoleBecomesTheServiceItStandsFor() {
    assertThat(nodes.of(NodeKind.SERVICE, "1", "r", "checkout-role").id())
        .isEqualTo("service:1:r:checkout");
    assertThat(nodes.of(NodeKind.SERVICE, "1", "r", "cart-fn").id()).isEqualTo("function:1:r:cart");
  }

  @Test
  void whatIsNotAliasedStaysAndSoDoTables() {
    assertThat(nodes.of(NodeKind.SERVICE, "1", "r", "other").id()).isEqualTo("service:1:r:other");
    assertThat(nodes.of(NodeKind.TABLE, "1", "r", "Orders").id()).isEqualTo("table:1:r:Orders");
  }

  @Test
  void aHostWithAnAliasIsInTheCallersRegionAndOtherHostsAreNowhere() {
    assertThat(nodes.host("api.example.com", "1", "r").id()).isEqualTo("service:1:r:payments");
    assertThat(nodes.host("b.example.com", "1", "r").id()).isEqualTo("unknown:::b.example.com");
  }

  @Test
  void everyEntryThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Aliases.of(Map.of("a", "table:b", "c", "service:", "d", "e")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Aliases/a")
        .hasMessageContaining("Aliases/c")
        .hasMessageNotContaining("Aliases/d");
  }

  @Test
  void bothSourcesOfACallMeetOnOneEdge() {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), ALIASES)) {
      decoder.decode(Samples.record(Samples.one("cloudtrail-event", "put-item.json")), events);
      String slow = events.flows().get(0).edge.id();
      decoder.decode(
          Samples.record(Samples.one("aws-span", "call-refused-by-its-condition.json")), events);
      assertThat(events.flows().get(0).edge.id()).isEqualTo(slow);
    }
  }
}
