package io.flowlens.lab.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The local AWS, with the streams and the table that flowlens reads and writes; these live in
 * {@link #HOME}.
 */
public final class LocalAws implements AutoCloseable {
  /** The region of flowlens's own streams and table. */
  public static final Region HOME = Region.US_EAST_1;

  private final LocalDynamoDb dynamoDb;
  private final LocalKinesis kinesis;

  private LocalAws(LocalDynamoDb dynamoDb, LocalKinesis kinesis) {
    this.dynamoDb = dynamoDb;
    this.kinesis = kinesis;
  }

  /**
   * Starts both services.
   *
   * @param kinesisProgram the folder with the package.json of the local Kinesis
   * @param workFolder where its files go
   */
  public static LocalAws start(
      Path kinesisProgram, Path workFolder, int dynamoDbPort, int kinesisPort) {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start(dynamoDbPort);
    try {
      return new LocalAws(
          dynamoDb, LocalKinesis.start(kinesisProgram, workFolder.resolve("kinesis"), kinesisPort));
    } catch (RuntimeException e) {
      dynamoDb.close();
      throw e;
    }
  }

  /** Creates flowlens's streams and its edge table, and waits until they are active. */
  public void createResources() {
    try (KinesisClient client = kinesis();
        DynamoDbClient tables = Cloud.dynamoDb(dynamoDbEndpoint(), HOME)) {
      Streams.create(client, List.of(Streams.values()));
      EdgeTables.create(tables);
    }
  }

  /** A client of the local Kinesis in {@link #HOME}. */
  public KinesisClient kinesis() {
    return Cloud.kinesis(kinesisEndpoint(), HOME);
  }

  /** Where DynamoDB and DynamoDB Streams answer, for every region. */
  public URI dynamoDbEndpoint() {
    return dynamoDb.endpoint();
  }

  /** Where Kinesis answers. */
  public URI kinesisEndpoint() {
    return kinesis.endpoint();
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
  }
}
