package io.flowlens.preflight;

import io.flowlens.config.StreamArn;
import io.flowlens.schemas.PropertyNames;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** Asks whether a stream is there. */
final class StreamCheck {
  private StreamCheck() {}

  /** By the call with which the source begins, so that it needs no permission of its own. */
  static CompletableFuture<Finding> ofInput(String group, String arn, KinesisAsyncClient kinesis) {
    Resource stream = new Resource(group, "the stream " + arn, PropertyNames.STREAM_ARN);
    return kinesis
        .listShards(list -> list.streamName(StreamArn.of(arn).name()).maxResults(1))
        .handle(
            (shards, error) ->
                error == null ? Finding.fine() : stream.failed(error, "kinesis:ListShards", true));
  }

  static CompletableFuture<Finding> ofOutput(String group, String arn, KinesisAsyncClient kinesis) {
    Resource stream = new Resource(group, "the stream " + arn, PropertyNames.STREAM_ARN);
    return kinesis
        .describeStreamSummary(describe -> describe.streamARN(arn))
        .handle(
            (summary, error) ->
                error == null
                    ? Finding.fine()
                    : stream.failed(error, "kinesis:DescribeStreamSummary", false));
  }
}
