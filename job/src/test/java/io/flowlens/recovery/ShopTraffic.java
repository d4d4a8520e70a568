package io.flowlens.recovery;

import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Six minutes of a shop, of which one and a half are a throttle storm, as records in order of their
 * arrival: out of order by up to {@link #OUT_OF_ORDER_MILLIS}, some late, some twice, some broken.
 */
final class ShopTraffic {
  static final long START = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  static final long OUT_OF_ORDER_MILLIS = 5_000;

  /** Calls of checkout to the table, one each tenth of a second. */
  static final int WRITES = 3_600;

  private static final long LENGTH_MILLIS = WRITES * 100L;

  private final Random random = new Random(42);
  private final List<RawRecord> records = new ArrayList<>();

  private ShopTraffic() {}

  /**
   * The records.
   *
   * @param tooLate whether some come after the lateness limit
   */
  static List<RawRecord> records(boolean tooLate) {
    ShopTraffic traffic = new ShopTraffic();
    for (long at = 0; at < LENGTH_MILLIS; at += 100) {
      traffic.tick(START + at, at, tooLate);
    }
    traffic.records.sort(Comparator.comparingLong(record -> record.arrival));
    return traffic.records;
  }

  private void tick(long time, long at, boolean tooLate) {
    boolean storm = at >= 60_000 && at < 150_000;
    arrive(write(time, storm), time + delay());
    if (at % 500 == 0) {
      arrive(half("CLIENT", "web", time, 1, "\"peer.service\": \"checkout\""), time + delay());
      arrive(half("SERVER", "checkout", time, 2, "\"http.route\": \"/pay\""), time + delay());
    }
    if (at % 300 == 0) {
      boolean late = at % 9_000 == 0;
      arrive(change(time, at), time + (late ? 40_000 + random.nextInt(60_000) : delay()));
    }
    if (at % 10_000 == 0) {
      arrive("{\"traceId\": \"broken-" + at, time + delay());
    }
    if (tooLate && at > LENGTH_MILLIS - 20_000 && at % 2_000 == 0) {
      arrive(change(time - 300_000, -at), time);
    }
  }

  private long delay() {
    return random.nextInt((int) OUT_OF_ORDER_MILLIS);
  }

  /** One in fifty comes again a little later. */
  private void arrive(String payload, long arrival) {
    add(payload, arrival);
    if (random.nextInt(50) == 0) {
      add(payload, arrival + random.nextInt(60_000));
    }
  }

  private void add(String payload, long arrival) {
    RawRecord record = new RawRecord();
    record.input = "shop";
    record.evidence = Evidence.FAST;
    record.account = "111122223333";
    record.region = "us-east-1";
    record.stream = "shop";
    record.shardId = "shardId-000000000000";
    record.sequence = "0";
    record.partitionKey = "p";
    record.arrival = arrival;
    record.data = payload.getBytes(StandardCharsets.UTF_8);
    records.add(record);
  }

  private String write(long time, boolean throttledTwice) {
    String failure =
        """
        {"timeUnixNano": %d000000, "name": "HTTP request failure", "attributes": {
          "http.response.status_code": 400, "aws.http.error_message":
          "{\\"__type\\": \\"com.amazonaws.dynamodb.v20120810#ThrottlingException\\"}"}}
        """
            .formatted(time - 20);
    return span(
        "CLIENT",
        "checkout",
        time,
        3,
        """
        "rpc.system": "aws-api", "rpc.service": "DynamoDb", "rpc.method": "UpdateItem",
        "db.system": "dynamodb", "db.operation": "UpdateItem",
        "server.address": "dynamodb.us-east-1.amazonaws.com", "http.request.method": "POST",
        "aws.dynamodb.table_names": ["Orders"], "aws.request_id": "R%d"
        """
            .formatted(time),
        throttledTwice ? failure + "," + failure : "");
  }

  private static String half(String kind, String service, long time, int id, String attribute) {
    return span(kind, service, time, id, attribute, "");
  }

  private static String span(
      String kind, String service, long time, int id, String attributes, String events) {
    String parent = id == 2 ? "\"parentSpanId\": \"%016x\",".formatted(time * 10 + 1) : "";
    return """
    {"resource": {"attributes": {"service.name": "%s", "cloud.provider": "aws",
      "cloud.region": "us-east-1", "cloud.account.id": "111122223333",
      "cloud.platform": "aws_ecs"}},
     "traceId": "%032x", "spanId": "%016x", %s "name": "a call", "kind": "%s",
     "startTimeUnixNano": %d000000, "endTimeUnixNano": %d000000,
     "attributes": {%s}, "events": [%s], "status": {"code": "UNSET"}}
    """
        .formatted(
            service,
            time,
            time * 10 + id,
            parent,
            kind,
            time - 10 - time % 37,
            time,
            attributes,
            events);
  }

  private static String change(long time, long n) {
    return """
    {"awsRegion": "us-east-1", "eventID": "e%d", "eventName": "MODIFY", "tableName": "Orders",
     "recordFormat": "application/json", "userIdentity": null, "eventSource": "aws:dynamodb",
     "dynamodb": {"ApproximateCreationDateTime": %d, "SizeBytes": 140,
       "ApproximateCreationDateTimePrecision": "MILLISECOND",
       "Keys": {"order": {"N": "%d"}}, "NewImage": {"order": {"N": "%d"}}}}
    """
        .formatted(n, time, n, n);
  }
}
