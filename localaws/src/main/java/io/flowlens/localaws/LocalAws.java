package io.flowlens.localaws;

import java.net.URI;
import java.nio.file.Path;

/**
 * The local AWS: DynamoDB with DynamoDB Streams, and Kinesis, both empty. DynamoDB takes any
 * credentials; Kinesis takes the access key's id for the account, so {@link #ACCESS_KEY_ID} makes
 * both name the same one. Both serve every region and keep them apart.
 */
public final class LocalAws implements AutoCloseable {
  /** The account in every ARN. */
  public static final String ACCOUNT = "111122223333";

  /** The access key's id that callers use. */
  public static final String ACCESS_KEY_ID = ACCOUNT;

  /** The secret access key that callers use; it is not checked. */
  public static final String SECRET_ACCESS_KEY = "local";

  private final LocalDynamoDb dynamoDb;
  private final LocalKinesis kinesis;

  private LocalAws(LocalDynamoDb dynamoDb, LocalKinesis kinesis) {
    this.dynamoDb = dynamoDb;
    this.kinesis = kinesis;
  }

  /**
   * Starts both on free ports and waits until they answer.
   *
   * @param workFolder where their logs go; it is made where it is missing
   * @throws CannotStart if Node.js or npm is missing, or a server does not start
   */
  public static LocalAws start(Path workFolder) {
    return start(workFolder, Ports.free(), Ports.free());
  }

  /**
   * Starts both on given ports of loopback and waits until they answer.
   *
   * @param workFolder where their logs go; it is made where it is missing
   * @throws CannotStart if Node.js or npm is missing, or a server does not start
   */
  public static LocalAws start(Path workFolder, int dynamoDbPort, int kinesisPort) {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start(workFolder.resolve("dynamodb"), dynamoDbPort);
    try {
      return new LocalAws(dynamoDb, LocalKinesis.start(workFolder.resolve("kinesis"), kinesisPort));
    } catch (RuntimeException e) {
      dynamoDb.close();
      throw e;
    }
  }

  /** The local DynamoDB. */
  public LocalDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /** Where DynamoDB and DynamoDB Streams answer, for every region. */
  public URI dynamoDbEndpoint() {
    return dynamoDb.endpoint();
  }

  /** Where Kinesis answers, for every region. */
  public URI kinesisEndpoint() {
    return kinesis.endpoint();
  }

  /** Ends both. */
  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
  }
}
