package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.model.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterJsonTest {
  private static final Contract CONTRACT = Contract.of("dead-letter");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void itSaysWhatIsWrongWhereItCameFromAndHoldsTheWhole() {
    DeadLetter letter = Results.letter("{\"a\":".getBytes(StandardCharsets.UTF_8));
    String whole =
        """
        {"schemaVersion":1,"reason":"bad-json","detail":"The JSON ends early.","stream":"orders-changes",\
        "shardId":"shardId-000000000001","sequence":"4954","arrival":"2026-11-24T10:00:02.317Z",\
        "data":"eyJhIjo="}""";
    assertThat(CONTRACT.holds(new DeadLetterJson().bytes(letter))).isEqualTo(whole);
    assertThat(DeadLetterJson.records(letter)).hasSize(1);
    assertThat(CONTRACT.holds(DeadLetterJson.records(letter).get(0))).isEqualTo(whole);
  }

  @Test
  void whatIsNotKnownOfAFilesLineIsLeftOut() {
    DeadLetter letter = new DeadLetter();
    letter.reason = "empty";
    letter.detail = "The record holds nothing.";
    letter.data = new byte[0];
    assertThat(CONTRACT.holds(DeadLetterJson.records(letter).get(0)))
        .isEqualTo(
            "{\"schemaVersion\":1,\"reason\":\"empty\",\"detail\":\"The record holds nothing.\",\"data\":\"\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {699_999, 700_000, 700_001, 1_048_576, 10_485_760})
  void whatOneRecordCannotHoldComesInParts(int size) throws Exception {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    DeadLetter letter = Results.letter(data);
    letter.detail = "\u0001".repeat(1_000_000);
    List<PutRecord> records = PutRecord.of(letter);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).fault()).isNull();
      assertThat(records.get(i).partitionKey).isEqualTo("4954");
      JsonNode part = JSON.readTree(CONTRACT.holds(records.get(i).data));
      if (size > DeadLetterJson.PART_BYTES) {
        assertThat(part.at("/part/number").asInt()).isEqualTo(i + 1);
        assertThat(part.at("/part/of").asInt()).isEqualTo(records.size());
      }
      joined.write(part.get("data").binaryValue());
    }
    assertThat(joined.toByteArray()).isEqualTo(data);
  }
}
