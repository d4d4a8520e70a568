package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every consumer of the anomaly stream does, against the local AWS and a webhook. */
abstract class ConsumerTest {
  final Webhook webhook = new Webhook();
  final String name = getClass().getSimpleName() + "-" + System.nanoTime();

  @BeforeEach
  void create() throws Exception {
    Local.createStream(name);
    Local.createIncidentsTable(name);
    begin();
  }

  @AfterEach
  void close() {
    webhook.close();
  }

  /** Sets the consumer up for the stream and the table of that name, and the webhook. */
  abstract void begin() throws Exception;

  /** Lets it take what is in the stream and was not taken. */
  abstract void consume() throws Exception;

  @Test
  void anAnomalyIsOneIncidentFromOpenToResolved() throws Exception {
    put(Story.storm("a", 1, "open", "warning"));
    put(Story.storm("a", 2, "updated", "critical"));
    put(Story.storm("a", 3, "resolved", "critical"));
    consume();
    assertThat(webhook.actions())
        .containsExactly("trigger a warning", "trigger a critical", "resolve a critical");
    JsonNode payload = webhook.events().get(0).get("payload");
    assertThat(payload.get("summary").asText()).startsWith("checkout → Orders (write): 3.20");
    assertThat(payload.get("source").asText()).isEqualTo("checkout → Orders");
    assertThat(payload.get("timestamp").asText()).isEqualTo("2026-11-24T10:00:40Z");
    assertThat(payload.at("/custom_details/recommendations/0").asText())
        .isEqualTo("Set a retry budget of 10 %: SDK retry strategy of checkout");
  }

  @Test
  void whatComesAgainIsSentOnce() throws Exception {
    put(Story.storm("a", 1, "open", "warning"));
    put(Story.storm("a", 2, "resolved", "warning"));
    put(Story.storm("a", 1, "open", "warning"));
    put(Story.storm("a", 2, "resolved", "warning"));
    consume();
    assertThat(webhook.actions()).containsExactly("trigger a warning", "resolve a warning");
  }

  @Test
  void aRetractedAnomalyOrASymptomClosesItsIncident() throws Exception {
    put(Story.storm("a", 1, "open", "critical"));
    put(Story.storm("b", 1, "open", "warning"));
    put(Story.storm("a", 2, "retracted", "critical"));
    put(Story.symptom("b", 2));
    put(Story.storm("b", 3, "updated", "warning"));
    consume();
    assertThat(webhook.actions())
        .containsExactly(
            "trigger a critical",
            "trigger b warning",
            "resolve a critical",
            "resolve b info",
            "trigger b warning");
  }

  @Test
  void forInformationNobodyIsCalled() throws Exception {
    put(Story.storm("a", 1, "open", "info"));
    put(Story.storm("a", 2, "resolved", "info"));
    consume();
    assertThat(webhook.actions()).isEmpty();
  }

  @Test
  void aRecordThatIsNoAnomalyStopsNothing() throws Exception {
    Local.put(name, "x", "{\"half");
    Local.put(name, "x", "[1]");
    put(Story.storm("a", 1, "open", "warning"));
    consume();
    assertThat(webhook.actions()).containsExactly("trigger a warning");
  }

  @Test
  void anAnomalyOfANewerVersionIsReportedByItsHead() throws Exception {
    put(Story.ofNextVersion("a"));
    consume();
    assertThat(webhook.actions()).containsExactly("trigger a critical");
    assertThat(webhook.events().get(0).at("/payload/source").asText()).isEqualTo("flowlens");
  }

  @Test
  void whatTheWebhookRefusesIsSentAgainAndTheOrderStays() throws Exception {
    webhook.refuse(2);
    put(Story.storm("a", 1, "open", "warning"));
    put(Story.storm("b", 1, "open", "warning"));
    put(Story.storm("a", 2, "resolved", "warning"));
    consume();
    assertThat(webhook.actions())
        .containsExactly("trigger a warning", "trigger b warning", "resolve a warning");
  }

  final void put(ObjectNode anomaly) {
    Local.put(name, anomaly.get("id").asText(), anomaly.toString());
  }
}
