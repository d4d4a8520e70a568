package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds flows up to partial panes before they are shuffled, so that a hot edge costs the network no
 * more than a cold one.
 *
 * <p>Holds nothing across a checkpoint: everything is handed on before the barrier, after {@value
 * #FLUSH_MILLIS} ms, and when {@value #MAX_PARTIALS} partial panes have gathered; and what a
 * watermark closes, before that watermark. Watermarks come several times a second, so handing
 * everything on with each would leave little to add up. It is an operator of its own and not a
 * function because only an operator is told of the barrier.
 */
public final class CombineLocally extends AbstractStreamOperator<Pane>
    implements OneInputStreamOperator<FlowEvent, Pane>, BoundedOneInput {
  static final int MAX_PARTIALS = 8192;
  static final long FLUSH_MILLIS = 1000;

  private final long maxEdges;
  private transient PartialPanes partials;
  private transient ScheduledFuture<?> nextFlush;

  public CombineLocally(Settings settings) {
    this.maxEdges = settings.get(FlowOptions.MAX_EDGES);
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    partials = new PartialPanes(maxEdges);
  }

  @Override
  public void processElement(StreamRecord<FlowEvent> element) {
    partials.add(element.getValue(), now());
    if (partials.size() >= MAX_PARTIALS) {
      flush();
    } else if (nextFlush == null || nextFlush.isDone()) {
      nextFlush = getProcessingTimeService().registerTimer(now() + FLUSH_MILLIS, time -> flush());
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void flush() {
    partials.handOnAll(this::handOn);
  }

  private void handOn(Pane pane) {
    output.collect(new StreamRecord<>(pane, pane.start));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    partials.handOnClosed(mark.getTimestamp(), this::handOn);
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }
}
