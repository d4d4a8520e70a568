package io.flowlens.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.aws.util.AWSClientUtil;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients that find region, endpoint and credentials in the same keys as the connectors. HTTP/1.1,
 * whatever the keys say: local endpoints know no other.
 */
final class Aws implements AutoCloseable {
  private static final String USER_AGENT = "Apache Flink %s (%s) flowlens preflight";
  private static final String USER_AGENT_KEY = "aws.flowlens.user-agent-prefix";

  private final Properties properties = new Properties();
  private final SdkAsyncHttpClient http;
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  Aws(Properties connector) {
    properties.putAll(connector);
    properties.setProperty("aws.http.protocol.version", "HTTP1_1");
    http = AWSClientUtil.createAsyncHttpClient(properties);
  }

  KinesisAsyncClient kinesis() {
    return closedWithThis(
        AWSClientUtil.createAwsAsyncClient(
            properties, http, KinesisAsyncClient.builder(), USER_AGENT, USER_AGENT_KEY));
  }

  DynamoDbAsyncClient dynamoDb() {
    return closedWithThis(
        AWSClientUtil.createAwsAsyncClient(
            properties, http, DynamoDbAsyncClient.builder(), USER_AGENT, USER_AGENT_KEY));
  }

  private <T extends SdkAutoCloseable> T closedWithThis(T client) {
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    http.close();
  }
}
