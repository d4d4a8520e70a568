package io.flowlens.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Explanation;
import io.flowlens.model.Severity;
import io.flowlens.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutesTest {
  private static final Options OPTIONS =
      Options.of().and(MuteOptions.groups(List.of("retry-cascade", "region-mismatch")));

  private static Settings settings(String group, String... entries) throws ConfigurationException {
    Properties properties = new Properties();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      properties.setProperty(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return OPTIONS.read(Map.of(group, properties));
  }

  private static Anomaly written(Subject root, Settings settings) {
    Anomaly anomaly = new Anomaly();
    anomaly.type = "retry-cascade";
    anomaly.root = root;
    anomaly.updatedAt = PaneBuilder.at("10:00:00");
    anomaly.explanation = new Explanation();
    anomaly.explanation.severity = Severity.CRITICAL;
    new Mutes(settings).apply(anomaly);
    return anomaly;
  }

  private static Anomaly written(Settings settings) {
    return written(Subject.of(Shop.ORDERS_WRITES), settings);
  }

  @Test
  void aKnownAnomalyIsRecordedForInformationWithItsReasonAndEnd() throws Exception {
    Anomaly anomaly =
        written(
            settings("Mute.orders", "from=ord*", "reason=OPS-1: on Friday", "until=2025-11-28"));
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.INFO);
    assertThat(anomaly.muted.reason).isEqualTo("OPS-1: on Friday");
    assertThat(anomaly.muted.until).isEqualTo(PaneBuilder.MIDNIGHT + 3 * 86_400_000L);
  }

  @Test
  void itHasItsOwnSeverityAgainWhenTheTimeIsOver() throws Exception {
    Anomaly anomaly =
        written(settings("Mute.orders", "from=ord*", "reason=OPS-1", "until=2025-11-25T10:00Z"));
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.CRITICAL);
    assertThat(anomaly.muted).isNull();
  }

  @Test
  void whatIsMeantIsMutedWithoutAnEnd() throws Exception {
    Anomaly anomaly = written(settings("Intended.batch", "type=retry-cascade", "reason=by design"));
    assertThat(anomaly.muted.until).isZero();
    assertThat(anomaly.explanation.severity).isEqualTo(Severity.INFO);
  }

  @ParameterizedTest
  @CsvSource({
    "type=retry-cascade, true",
    "type=region-mismatch, false",
    "from=orders, true",
    "from=order, false",
    "from=Orders, false",
    "to=Ord*, true",
    "to=orders, false",
    "node=Orders, true",
    "node=orders, true",
    "node=billing, false",
    "to=table:111122223333:us-east-1:*, true",
    "to=table:111122223333:eu-west-1:*, false",
    "node=*:us-east-1:Orders, true"
  })
  void aPatternIsForWholeNamesOrIds(String entry, boolean muted) throws Exception {
    Anomaly anomaly = written(settings("Intended.some", entry, "reason=by design"));
    assertThat(anomaly.muted != null).isEqualTo(muted);
  }

  @Test
  void allKeysOfAGroupMustFit() throws Exception {
    assertThat(
            written(settings("Intended.some", "from=orders", "to=Stock", "reason=by design")).muted)
        .isNull();
  }

  @Test
  void aNodeIsNamedByNodeAlone() throws Exception {
    Subject table = Subject.of(Shop.ORDERS_TABLE);
    assertThat(written(table, settings("Intended.some", "node=Orders", "reason=by design")).muted)
        .isNotNull();
    assertThat(written(table, settings("Intended.some", "to=Orders", "reason=by design")).muted)
        .isNull();
  }

  @Test
  void badGroupsAreNamedAtTheStartWithWhatIsWrong() {
    assertThatThrownBy(
            () -> settings("Mute.a", "type=retry-storm", "reason=OPS-1", "until=2025-11-28"))
        .hasMessageContaining(
            "Mute.a: type = retry-storm is no type of anomaly: region-mismatch, retry-cascade");
    assertThatThrownBy(() -> settings("Mute.a", "reason=OPS-1", "until=2025-11-28"))
        .hasMessageContaining("one of type, node, from and to is needed");
    assertThatThrownBy(() -> settings("Mute.a", "to=O(", "reason=OPS-1", "until=2025-11-28"))
        .hasMessageContaining("to: \"O(\" is no pattern for names");
    assertThatThrownBy(() -> settings("Mute.a", "to=O", "reason=OPS-1", "until=2025-02-30"))
        .hasMessageContaining("until = 2025-02-30 is no day or time that there is");
    assertThatThrownBy(() -> settings("Mute.a", "to=O", "reason=OPS-1", "until=Friday"))
        .hasMessageContaining("until = Friday must be text such as 2026-12-24");
    assertThatThrownBy(() -> settings("Mute.a", "to=O")).hasMessageContaining("until is missing");
    assertThatThrownBy(() -> settings("Intended.a", "to=O", "reason=x", "until=2025-11-28"))
        .hasMessageContaining("Intended.a: until is unknown");
  }
}
