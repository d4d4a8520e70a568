package io.flowlens.lab.demo.telemetry;

import io.flowlens.lab.demo.aws.Streams;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Puts records into the Kinesis stream of spans. */
public final class SpanStream implements Consumer<byte[]> {
  private final KinesisClient kinesis;

  public SpanStream(KinesisClient kinesis) {
    this.kinesis = kinesis;
  }

  @Override
  public void accept(byte[] record) {
    kinesis.putRecord(
        put ->
            put.streamName(Streams.SPANS.streamName())
                .partitionKey(UUID.randomUUID().toString())
                .data(SdkBytes.fromByteArray(record)));
  }
}
