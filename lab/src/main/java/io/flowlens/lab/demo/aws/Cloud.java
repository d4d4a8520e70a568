package io.flowlens.lab.demo.aws;

import io.flowlens.localaws.LocalAws;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** How callers of the local AWS build their clients. */
public final class Cloud {
  /** The region of flowlens's own streams and table. */
  public static final Region HOME = Region.US_EAST_1;

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalAws.ACCESS_KEY_ID, LocalAws.SECRET_ACCESS_KEY));

  private Cloud() {}

  /** A DynamoDB client straight to the local DynamoDB. */
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
            Apache5HttpClient.builder().proxyConfiguration(onlyTheProxy).maxConnections(128));
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

  private static Apache5HttpClient.Builder direct() {
    ProxyConfiguration none =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    return Apache5HttpClient.builder().proxyConfiguration(none);
  }
}
