package io.flowlens.ingest.naming;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the host name of an AWS endpoint says: {@code dynamodb.us-east-1.amazonaws.com}, {@code
 * dynamodb-fips.us-gov-west-1.amazonaws.com}, {@code dynamodb.cn-north-1.amazonaws.com.cn}, {@code
 * streams.dynamodb.eu-west-1.amazonaws.com}, {@code 111122223333.ddb.us-east-1.amazonaws.com},
 * {@code vpce-….dynamodb.us-east-1.vpce.amazonaws.com}, {@code dynamodb.us-east-1.api.aws}.
 */
public final class Endpoint {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-\\d{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final String[] DOMAINS = {
    ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".api.amazonwebservices.com.cn", ".on.aws"
  };

  /** Services that programs call by the SDK; others, such as API Gateway, are called by URL. */
  private static final Set<String> APIS =
      Set.of(
          "dynamodb",
          "dynamodb-fips",
          "ddb",
          "ddb-fips",
          "dax",
          "sqs",
          "queue",
          "sns",
          "s3",
          "s3-fips",
          "s3express-control",
          "lambda",
          "kinesis",
          "firehose",
          "events",
          "states",
          "sync-states",
          "scheduler",
          "pipes",
          "ssm",
          "secretsmanager",
          "kms",
          "sts",
          "logs",
          "monitoring",
          "xray",
          "appconfigdata",
          "bedrock-runtime");

  private final String region;
  private final String account;
  private final boolean dynamoDb;
  private final boolean api;

  private Endpoint(String region, String account, boolean dynamoDb, boolean api) {
    this.region = region;
    this.account = account;
    this.dynamoDb = dynamoDb;
    this.api = api;
  }

  /** What this host name says; null counts as none. */
  public static Endpoint of(String host) {
    if (host == null || !isAws(host)) {
      return new Endpoint("", "", false, false);
    }
    String region = "";
    String account = "";
    boolean dynamoDb = false;
    boolean api = false;
    for (String label : host.split("\\.", 20)) {
      if (region.isEmpty() && REGION.matcher(label).matches()) {
        region = label;
      } else if (ACCOUNT.matcher(label).matches()) {
        account = label;
      } else {
        dynamoDb |= isDynamoDbLabel(label);
        api |= APIS.contains(label);
      }
    }
    return new Endpoint(region, account, dynamoDb, api);
  }

  private static boolean isAws(String host) {
    for (String domain : DOMAINS) {
      if (host.endsWith(domain)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDynamoDbLabel(String label) {
    return label.equals("dynamodb")
        || label.equals("dynamodb-fips")
        || label.equals("ddb")
        || label.equals("ddb-fips");
  }

  /** The endpoint's region; empty where the host names none. */
  public String region() {
    return region;
  }

  /** The account in an account's own endpoint; else empty. */
  public String account() {
    return account;
  }

  /** Whether it is the API of a service that programs call by the SDK. */
  public boolean isApi() {
    return api;
  }

  /** Whether it is DynamoDB's. */
  public boolean isDynamoDb() {
    return dynamoDb;
  }
}
