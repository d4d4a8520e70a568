package io.flowlens.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table as its owners' programs show it: change records, a Java service that puts items, a Python
 * job that writes batches, and a function that is given the changes.
 */
class FloodReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = Instant.parse("2026-11-24T10:00:00Z").getEpochSecond();
  private static final int QUIET_SECONDS = 25 * 60;
  private static final int FLOOD_SECONDS = 6 * 60;

  @TempDir Path folder;

  @Test
  void aJobThatWritesFasterThanTheFunctionTakesIsOneFlood() throws IOException {
    List<JsonNode> anomalies = replay(1, 40, 6);
    assertThat(anomalies).hasSize(1);
    JsonNode flood = anomalies.get(0);
    assertThat(flood.get("type").asText()).isEqualTo("batch-flood");
    assertThat(flood.at("/root/from/name").asText()).isEqualTo("import-job");
    assertThat(flood.at("/root/to/name").asText()).isEqualTo("Orders");
    assertThat(flood.at("/findings/0").asText()).isEqualTo("BATCH_FLOOD");
    assertThat(flood.get("summary").asText())
        .startsWith(
            "Changes of Orders reached figures up to 5 min late from 10:24 UTC to 10:31 UTC.")
        .contains("import-job sent about 14,000 records")
        .endsWith("Since then nothing shows that anything was taken.");
  }

  @Test
  void aJobThatTheFunctionKeepsUpWithIsNone() throws IOException {
    assertThat(replay(2, 40, 80)).isEmpty();
  }

  private List<JsonNode> replay(long seed, int job, int capacity) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path out = folder.resolve("out");
    Files.write(in.resolve("traffic.jsonl"), traffic(new SplittableRandom(seed), job, capacity));
    assertThat(
            Replay.run(
                "--in",
                in.toString(),
                "--out",
                out.toString(),
                "--account",
                "111122223333",
                "--region",
                "us-east-1"))
        .isZero();
    assertThat(out.resolve("dead-letters.jsonl")).isEmptyFile();
    List<JsonNode> anomalies = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("anomalies.jsonl"))) {
      anomalies.add(JSON.readTree(line));
    }
    return anomalies;
  }

  private static List<String> traffic(SplittableRandom random, int job, int capacity) {
    List<String> lines = new ArrayList<>();
    ArrayDeque<Long> waiting = new ArrayDeque<>();
    for (int second = 0; second < QUIET_SECONDS + FLOOD_SECONDS; second++) {
      long millis = 1_000 * (START + second);
      int put = random.nextInt(5);
      int batches = second < QUIET_SECONDS ? 0 : job / 25 + (random.nextInt(25) < job % 25 ? 1 : 0);
      for (int i = 0; i < put; i++) {
        lines.add(call("shop", "java", "PutItem", millis, random));
      }
      for (int i = 0; i < batches; i++) {
        lines.add(call("import-job", "python", "BatchWriteItem", millis, random));
      }
      for (int i = 0; i < put + 25 * batches; i++) {
        lines.add(change(millis, random));
        waiting.add(millis);
      }
      if (!waiting.isEmpty()) {
        int records = Math.min(waiting.size(), capacity);
        lines.add(invocation(waiting.peek(), records, millis, random));
        for (int i = 0; i < records; i++) {
          waiting.poll();
        }
      }
    }
    return lines;
  }

  private static String change(long millis, SplittableRandom random) {
    return json(
        "{'awsRegion':'us-east-1','eventID':'%016x','eventName':'INSERT','recordFormat':'application/json',"
            + "'tableName':'Orders','dynamodb':{'ApproximateCreationDateTime':%d,'Keys':{'id':{'S':'%08x'}},"
            + "'SizeBytes':90,'ApproximateCreationDateTimePrecision':'MILLISECOND'},'eventSource':'aws:dynamodb'}",
        random.nextLong(), millis, random.nextInt());
  }

  private static String call(
      String service, String language, String operation, long millis, SplittableRandom random) {
    return json(
        "{'resource':{'attributes':{'telemetry.sdk.language':'%s','service.name':'%s','cloud.region':'us-east-1',"
            + "'cloud.account.id':'111122223333'}},'traceId':'%016x%016x','spanId':'%016x','name':'DynamoDB.%s',"
            + "'kind':'CLIENT','startTimeUnixNano':%d,'endTimeUnixNano':%d,'attributes':{'rpc.system':'aws-api',"
            + "'rpc.service':'DynamoDB','rpc.method':'%s','db.system':'dynamodb',"
            + "'aws.dynamodb.table_names':['Orders'],'server.address':'dynamodb.us-east-1.amazonaws.com',"
            + "'http.response.status_code':200},'status':{'code':'UNSET'}}",
        language,
        service,
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        operation,
        1_000_000 * millis,
        1_000_000 * (millis + 5 + random.nextInt(3)),
        operation);
  }

  private static String invocation(
      long changed, int records, long millis, SplittableRandom random) {
    return json(
        "{'resource':{'attributes':{'service.name':'figures','faas.name':'figures','cloud.platform':'aws_lambda',"
            + "'cloud.region':'us-east-1','cloud.account.id':'111122223333'}},'traceId':'%016x%016x','spanId':'%016x',"
            + "'name':'figures','kind':'SERVER','startTimeUnixNano':%d,'endTimeUnixNano':%d,'attributes':{"
            + "'faas.trigger':'datasource','faas.document.collection':'Orders','faas.document.operation':'insert',"
            + "'faas.document.time':'%s','faas.invocation_id':'%016x','messaging.batch.message_count':%d},"
            + "'status':{'code':'UNSET'}}",
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        1_000_000 * millis,
        1_000_000 * (millis + 900),
        Instant.ofEpochMilli(changed),
        random.nextLong(),
        records);
  }

  private static String json(String template, Object... values) {
    return String.format(Locale.ROOT, template.replace('\'', '"'), values);
  }
}
