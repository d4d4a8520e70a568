package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.schemas.EdgeTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Contract CONTRACT = Contract.of("heartbeat");
  private static final long TEN = Results.at("10:00:00");

  private OneInputStreamOperatorTestHarness<TableRow, TableRow> job;

  private void start(int subtask) throws Exception {
    job = new OneInputStreamOperatorTestHarness<>(new Heartbeat(MONTH), 4, 2, subtask);
    job.setProcessingTime(TEN);
    job.open();
  }

  @AfterEach
  void stop() throws Exception {
    job.close();
  }

  @Test
  void aRunningJobBeatsEveryTenSecondsAlsoWithoutTraffic() throws Exception {
    start(0);
    for (int second = 1; second <= 30; second++) {
      job.setProcessingTime(TEN + second * 1000L);
    }
    assertThat(rows()).hasSize(3);
    TableRow last = rows().get(2);
    assertThat(last.pk).isEqualTo(EdgeTable.HEARTBEAT_PK);
    assertThat(last.sk).isEqualTo(EdgeTable.HEARTBEAT_SK);
    assertThat(last.window).isNull();
    assertThat(last.fault()).isNull();
    assertThat(Instant.ofEpochSecond(last.expiresAt)).isEqualTo("2026-12-24T10:00:30Z");
    assertThat(CONTRACT.holds(last.json))
        .isEqualTo("{\"schemaVersion\":1,\"at\":\"2026-11-24T10:00:30Z\"}");
  }

  @Test
  void aBeatNamesTheEventTimeThatIsJudged() throws Exception {
    start(0);
    job.processWatermark(new Watermark(TEN - 30_001));
    job.setProcessingTime(TEN + 10_000);
    assertThat(CONTRACT.holds(rows().get(0).json))
        .isEqualTo(
            "{\"schemaVersion\":1,\"at\":\"2026-11-24T10:00:10Z\",\"judgedUntil\":\"2026-11-24T09:59:29.999Z\"}");
  }

  @Test
  void onlyOneSubtaskBeatsAndAllPassRowsOn() throws Exception {
    start(1);
    TableRow row = TableRow.of(Results.writes(), MONTH);
    job.processElement(row, TEN);
    job.setProcessingTime(TEN + 60_000);
    assertThat(rows()).singleElement().extracting(passed -> passed.pk).isEqualTo(row.pk);
  }

  private List<TableRow> rows() {
    return job.extractOutputValues();
  }
}
