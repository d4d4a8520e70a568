package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.schemas.EdgeTable;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes rows on and adds the job's heartbeat every {@value #EVERY_MILLIS} ms, so that whoever
 * reads the table can tell a job that stopped from traffic that stopped.
 *
 * <p>It stands behind every other stage and before the sink: a job that hangs anywhere, or cannot
 * write, shows no fresh heartbeat. Only the first subtask writes it. An operator and not a
 * function, because a function without a key cannot have timers.
 */
final class Heartbeat extends AbstractStreamOperator<TableRow>
    implements OneInputStreamOperator<TableRow, TableRow>, ProcessingTimeCallback {
  static final long EVERY_MILLIS = 10_000;

  private static final JsonForm<Beat> JSON = new BeatJson();

  private final Duration retention;
  private transient long judgedUntil;
  private transient ScheduledFuture<?> next;

  /**
   * Adds a heartbeat.
   *
   * @param retention how long after it was written DynamoDB keeps the last one
   */
  Heartbeat(Duration retention) {
    this.retention = retention;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    judgedUntil = Long.MIN_VALUE;
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      beatLater();
    }
  }

  private void beatLater() {
    var time = getProcessingTimeService();
    next = time.registerTimer(time.getCurrentProcessingTime() + EVERY_MILLIS, this);
  }

  @Override
  public void close() throws Exception {
    if (next != null) {
      next.cancel(false);
    }
    super.close();
  }

  @Override
  public void onProcessingTime(long now) {
    output.collect(new StreamRecord<>(row(now)));
    beatLater();
  }

  private TableRow row(long now) {
    TableRow row = new TableRow();
    row.pk = EdgeTable.HEARTBEAT_PK;
    row.sk = EdgeTable.HEARTBEAT_SK;
    row.expiresAt = (now + retention.toMillis()) / 1000;
    row.json = JSON.bytes(new Beat(now, judgedUntil));
    return row;
  }

  @Override
  public void processElement(StreamRecord<TableRow> row) {
    output.collect(row);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    judgedUntil = mark.getTimestamp();
    super.processWatermark(mark);
  }

  /** Both times in epoch milliseconds; {@code judgedUntil} is Long.MIN_VALUE while unknown. */
  private static final class Beat {
    private final long at;
    private final long judgedUntil;

    private Beat(long at, long judgedUntil) {
      this.at = at;
      this.judgedUntil = judgedUntil;
    }
  }

  /** As {@code heartbeat.schema.json} describes it. */
  private static final class BeatJson implements JsonForm<Beat> {
    @Override
    public void write(Beat beat, JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeNumberField(SchemaVersion.FIELD, SchemaVersion.HEARTBEAT);
      Fields.time("at", beat.at, json);
      if (beat.judgedUntil != Long.MIN_VALUE && beat.judgedUntil != Long.MAX_VALUE) {
        Fields.time("judgedUntil", beat.judgedUntil, json);
      }
      json.writeEndObject();
    }
  }
}
