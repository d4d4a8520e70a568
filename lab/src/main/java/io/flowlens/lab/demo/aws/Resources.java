package io.flowlens.lab.demo.aws;

import io.flowlens.localaws.LocalAws;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The streams and the table that flowlens reads and writes; they are in {@link Cloud#HOME}. */
public final class Resources {
  private Resources() {}

  /** Creates them, and waits until they are active. */
  public static void create(LocalAws aws) {
    try (KinesisClient streams = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
        DynamoDbClient tables = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME)) {
      Streams.create(streams, List.of(Streams.values()));
      EdgeTables.create(tables);
    }
  }
}
