package io.flowlens.lab.aws;

import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * What every caller of the local AWS has in common: the account, the credentials and how clients
 * are built.
 */
public final class Cloud {
  /** The account; {@code kinesis-local} takes it from the access key's id, so both are the same. */
  public static final String ACCOUNT = "111122223333";

  /** The access key's id. */
  public static final String ACCESS_KEY_ID = ACCOUNT;

  /** The secret access key; the local AWS does not check it. */
  public static final String SECRET_ACCESS_KEY = "local";

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY));

  private Cloud() {}

  /** A DynamoDB client straight to DynamoDB Local. */
  public static DynamoDbClient dynamoDb(URI endpoint, Region region) {
    return DynamoDbClient.builder()
        .region(region)
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(direct())
        .build();
  }

  /**
   * A builder of a DynamoDB client that calls the region's real host name, over plain HTTP and by
   * way of a proxy on loopback. The name is never looked up; without the proxy the call fails.
   */
  public static DynamoDbClientBuilder dynamoDbThrough(URI proxy, Region region) {
    ProxyConfiguration onlyTheProxy =
        ProxyConfiguration.builder()
            .endpoint(proxy)
            .nonProxyHosts(Set.of())
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    return DynamoDbClient.builder()
        .region(region)
        .endpointOverride(URI.create("http://dynamodb." + region.id() + ".amazonaws.com"))
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(
            ApacheHttpClient.builder().proxyConfiguration(onlyTheProxy).maxConnections(128));
  }

  /** A client of DynamoDB Streams. */
  public static DynamoDbStreamsClient streams(URI endpoint, Region region) {
    return DynamoDbStreamsClient.builder()
        .region(region)
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(direct())
        .build();
  }

  /** A client of Kinesis. */
  public static KinesisClient kinesis(URI endpoint, Region region) {
    return KinesisClient.builder()
        .region(region)
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(direct())
        .build();
  }

  private static ApacheHttpClient.Builder direct() {
    ProxyConfiguration none =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    return ApacheHttpClient.builder().proxyConfiguration(none);
  }
}
