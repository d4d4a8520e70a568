package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.RawRecord;
import io.flowlens.model.SignalKind;
import io.flowlens.model.SpanHalf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeTest {
  private static final String SPAN = Samples.one("aws-span", "call-read-consistent.json");

  /** When that span ended. */
  private static final long END = 1_795_487_582_012L;

  private OneInputStreamOperatorTestHarness<RawRecord, FlowEvent> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new Decode(Settings.defaults(), Aliases.none(), EnumSet.allOf(SignalKind.class))));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aGzipBatchOfSpansBecomesFlows() throws Exception {
    String batch = Samples.one("logs-batch", "spans-in-both-forms-and-a-cloudtrail-record.json");
    process(Samples.record(Samples.gzip(batch)));
    assertThat(operator.extractOutputValues()).hasSize(3);
    assertThat(counters())
        .containsEntry("records.logs-batch", 1L)
        .containsEntry("records.aws-span", 1L)
        .containsEntry("records.otlp-trace", 1L)
        .containsEntry("records.cloudtrail-event", 1L)
        .containsEntry("flows", 3L)
        .containsEntry("dead-letters", 0L);
  }

  @Test
  void oneSideOfACallGoesToItsOwnOutput() throws Exception {
    process(Samples.record(Samples.one("aws-span", "server.json")));
    assertThat(side(Decode.HALVES))
        .extracting(half -> half.role)
        .containsExactly(SpanHalf.Role.SERVER);
    assertThat(operator.extractOutputValues()).isEmpty();
  }

  @Test
  void aDeadLetterHoldsTheWholeRecordAndWhereItCameFrom() throws Exception {
    RawRecord record = Samples.record(Samples.gzip("no json"));
    record.arrival = END;
    process(record);
    DeadLetter letter = side(Decode.DEAD_LETTERS).get(0);
    assertThat(letter.data).isEqualTo(record.data);
    assertThat(letter.reason).isEqualTo("bad-json");
    assertThat(letter.stream).isEqualTo("test-stream");
    assertThat(letter.shardId).isEqualTo("shardId-000000000000");
    assertThat(letter.sequence).isEqualTo("1");
    assertThat(letter.arrival).isEqualTo(END);
  }

  @Test
  void aDeadLetterOfABatchHoldsJustItsBadEventsAsTheyWere() throws Exception {
    String batch = Samples.one("logs-batch", "some-bad-events.json");
    process(Samples.record(Samples.gzip(batch)));
    List<DeadLetter> letters = side(Decode.DEAD_LETTERS);
    assertThat(operator.extractOutputValues()).hasSize(2);
    assertThat(letters).hasSize(2);
    for (DeadLetter letter : letters) {
      process(Samples.record(letter.data));
    }
    assertThat(operator.extractOutputValues()).as("a replay adds no flow").hasSize(2);
    assertThat(side(Decode.DEAD_LETTERS)).hasSize(4);
    assertThat(side(Decode.DEAD_LETTERS).subList(2, 4))
        .extracting(letter -> new String(letter.data, StandardCharsets.UTF_8))
        .containsExactlyElementsOf(texts(letters));
    assertThat(texts(letters).get(1)).contains("caf\\u00e9 \\ud83d\\ude00");
  }

  @Test
  void aDeadLetterOfAnOtlpRequestHoldsJustItsBadSpans() throws Exception {
    process(Samples.record(Samples.one("otlp-trace", "one-bad-span-of-two.json")));
    byte[] bad = side(Decode.DEAD_LETTERS).get(0).data;
    assertThat(operator.extractOutputValues()).hasSize(1);
    process(Samples.record(bad));
    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(side(Decode.DEAD_LETTERS).get(1).data).isEqualTo(bad);
  }

  @Test
  void aClockMoreThanTwoMinutesAheadGivesWayToTheArrival() throws Exception {
    processSpan(END - 120_000);
    processSpan(END - 120_001);
    assertThat(operator.extractOutputValues())
        .extracting(flow -> flow.time)
        .containsExactly(END, END - 120_001);
    assertThat(counters()).containsEntry("skewed", 1L);
  }

  @Test
  void nothingAtAllIsADeadLetterToo() throws Exception {
    process(Samples.record((byte[]) null));
    assertThat(side(Decode.DEAD_LETTERS)).hasSize(1);
    assertThat(side(Decode.DEAD_LETTERS).get(0).data).isEmpty();
  }

  private void processSpan(long arrival) throws Exception {
    RawRecord record = Samples.record(SPAN);
    record.arrival = arrival;
    process(record);
  }

  private void process(RawRecord record) throws Exception {
    operator.processElement(record, record.arrival);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Iterable<StreamRecord<T>> output = operator.getSideOutput(tag);
    if (output != null) {
      output.forEach(element -> values.add(element.getValue()));
    }
    return values;
  }

  private Map<String, Object> counters() {
    Map<String, Object> counts = new java.util.TreeMap<>();
    for (Map.Entry<String, Accumulator<?, ?>> entry :
        operator.getEnvironment().getAccumulatorRegistry().getUserMap().entrySet()) {
      counts.put(entry.getKey(), entry.getValue().getLocalValue());
    }
    return counts;
  }

  private static List<String> texts(List<DeadLetter> letters) {
    List<String> texts = new ArrayList<>();
    letters
        .subList(0, 2)
        .forEach(letter -> texts.add(new String(letter.data, StandardCharsets.UTF_8)));
    return texts;
  }
}
