package io.flowlens.lab.demo.aws;

import io.flowlens.localaws.LocalAws;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** The Kinesis streams into and out of flowlens. */
public enum Streams {
  /** CloudWatch Logs batches that carry spans. */
  SPANS("spans"),
  /** Change records of the shop's tables. */
  CHANGES("changes"),
  /** The anomalies that flowlens writes. */
  ANOMALIES("anomalies"),
  /** Input that flowlens could not use. */
  DEAD_LETTERS("dead-letters");

  private static final Duration POLL = Duration.ofMillis(100);

  private final String streamName;

  Streams(String streamName) {
    this.streamName = streamName;
  }

  /** The stream's name. */
  public String streamName() {
    return streamName;
  }

  /** The stream's ARN in {@link LocalAws#HOME}. */
  public String arn() {
    return "arn:aws:kinesis:" + Cloud.HOME.id() + ":" + LocalAws.ACCOUNT + ":stream/" + streamName;
  }

  /** Creates streams of one shard each and waits until all are active. */
  static void create(KinesisClient client, List<Streams> streams) {
    streams.forEach(
        stream ->
            client.createStream(request -> request.streamName(stream.streamName).shardCount(1)));
    KinesisWaiter waiter =
        KinesisWaiter.builder()
            .client(client)
            .overrideConfiguration(
                wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)).maxAttempts(100))
            .build();
    streams.forEach(
        stream -> waiter.waitUntilStreamExists(request -> request.streamName(stream.streamName)));
  }
}
