package io.flowlens.look.account;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.xray.XRayClient;

/** One account in one region, and the clients that read it. They slow down when AWS throttles. */
public final class Account implements AutoCloseable {
  private final String profile;
  private final Region region;
  private final URI endpoint;
  private final AwsCredentialsProvider credentials;
  private final String id;
  private final DynamoDbClient dynamodb;
  private final LambdaClient lambda;
  private final CloudWatchClient cloudwatch;
  private final CloudTrailClient cloudtrail;
  private final XRayClient xray;

  /**
   * Connects, and asks who we are.
   *
   * @param profile a profile of the AWS configuration; null for the default chain
   * @param region null for the profile's or the environment's
   * @param endpoint where to send all calls instead of AWS; null for AWS
   * @throws NoAccount if there are no credentials, or they are not accepted
   */
  public Account(String profile, String region, URI endpoint) throws NoAccount {
    this.profile = profile;
    this.endpoint = endpoint;
    this.credentials = DefaultCredentialsProvider.builder().profileName(profile).build();
    this.region = region == null ? regionOf(profile) : Region.of(region);
    this.id = whoWeAre();
    dynamodb = client(DynamoDbClient.builder());
    lambda = client(LambdaClient.builder());
    cloudwatch = client(CloudWatchClient.builder());
    cloudtrail = client(CloudTrailClient.builder());
    xray = client(XRayClient.builder());
  }

  private static Region regionOf(String profile) throws NoAccount {
    try {
      return DefaultAwsRegionProviderChain.builder().profileName(profile).build().getRegion();
    } catch (SdkClientException e) {
      throw new NoAccount("No region is known. Name one with --region.", e);
    }
  }

  private String whoWeAre() throws NoAccount {
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw new NoAccount(
          "There are no AWS credentials"
              + (profile == null ? "" : " in profile " + profile)
              + ", or they have expired. Log in, or name another profile with --profile.",
          e);
    }
    try (StsClient sts = client(StsClient.builder())) {
      return sts.getCallerIdentity().account();
    } catch (SdkClientException e) {
      throw new NoAccount("AWS does not answer: " + e.getMessage(), e);
    } catch (AwsServiceException e) {
      throw new NoAccount("AWS does not accept the credentials: " + e.getMessage(), e);
    }
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.retryStrategy(RetryMode.ADAPTIVE_V2));
    return (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
  }

  /** The account's twelve digits. */
  public String id() {
    return id;
  }

  /** The region, such as {@code eu-west-1}. */
  public String region() {
    return region.id();
  }

  public DynamoDbClient dynamodb() {
    return dynamodb;
  }

  public LambdaClient lambda() {
    return lambda;
  }

  public CloudWatchClient cloudwatch() {
    return cloudwatch;
  }

  public CloudTrailClient cloudtrail() {
    return cloudtrail;
  }

  public XRayClient xray() {
    return xray;
  }

  @Override
  public void close() {
    dynamodb.close();
    lambda.close();
    cloudwatch.close();
    cloudtrail.close();
    xray.close();
  }
}
