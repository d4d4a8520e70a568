package io.flowlens.detect.consistencyconflict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.detect.consistencyconflict.Replicas.ChangeRecord;
import io.flowlens.model.ItemChanges;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the change records of two regions, in any order, to the anomaly. */
class LostUpdateReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_764_028_800_123L;
  private static final String[] REGIONS = {"us-east-1", "eu-west-1"};

  @TempDir Path folder;

  @Test
  void onlyTheTableThatLosesUpdatesIsReported() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(records("Carts", traffic(1, 0.4, 0.3)));
    lines.addAll(records("Sessions", traffic(2, 0, 0.7)));
    lines.addAll(records("Users", traffic(3, 1, 0.7)));
    lines.addAll(
        records("Single", traffic(4, 0, 0)).stream().filter(LostUpdateReplayTest::isHere).toList());
    Collections.shuffle(lines, new Random(5));
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.write(in.resolve("a.jsonl"), lines.subList(0, lines.size() / 3));
    Files.write(in.resolve("b.jsonl"), lines.subList(lines.size() / 3, lines.size()));
    Path out = folder.resolve("out");
    int status =
        Replay.run(
            new String[] {
              "--in",
              in.toString(),
              "--out",
              out.toString(),
              "--region",
              "us-east-1",
              "--account",
              "111122223333"
            });
    assertThat(status).isZero();
    List<JsonNode> conflicts = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("anomalies.jsonl"))) {
      JsonNode anomaly = JSON.readTree(line);
      if (anomaly.get("type").asText().equals("consistency-conflict")) {
        conflicts.add(anomaly);
      }
    }
    assertThat(conflicts).hasSize(1);
    JsonNode conflict = conflicts.get(0);
    assertThat(conflict.at("/root/access").asText()).isEqualTo("replicate");
    assertThat(conflict.at("/root/from/name").asText()).isEqualTo("Carts");
    assertThat(conflict.get("severity").asText()).isEqualTo("warning");
    assertThat(conflict.get("findings").toString()).contains("LOST_UPDATES");
  }

  private static boolean isHere(String line) {
    return line.contains("us-east-1");
  }

  private static Replicas traffic(long seed, double elsewhere, double merging) {
    Random random = new Random(seed);
    Replicas replicas = new Replicas(seed, 2, merging);
    for (long at = START; at < START + 400_000; at += 200 + random.nextInt(800)) {
      int region = random.nextDouble() < elsewhere ? 1 : 0;
      replicas.write(at, region, 1 + random.nextInt(10), 0, 400 + random.nextInt(1_500));
    }
    replicas.arriveUntil(Long.MAX_VALUE);
    return replicas;
  }

  private static List<String> records(String table, Replicas replicas) {
    List<String> lines = new ArrayList<>();
    for (ChangeRecord record : replicas.records) {
      lines.add(line(table, record, lines.size()));
    }
    return lines;
  }

  /** As Kinesis Data Streams for DynamoDB writes it; attributes come in any order. */
  private static String line(String table, ChangeRecord record, int n) {
    boolean isNew = record.change().before == ItemChanges.ABSENT;
    long micros = record.change().time * 1_000;
    return ("{'awsRegion':'%s','eventID':'%s-%d-%d','eventName':'%s','userIdentity':null,"
            + "'recordFormat':'application/json','tableName':'%s','dynamodb':{"
            + "'ApproximateCreationDateTime':%d,'Keys':{'id':{'S':'k%d'}},'NewImage':%s%s,"
            + "'SizeBytes':60,'ApproximateCreationDateTimePrecision':'MICROSECOND'},"
            + "'eventSource':'aws:dynamodb'}")
        .formatted(
            REGIONS[record.region()],
            table,
            record.region(),
            n,
            isNew ? "INSERT" : "MODIFY",
            table,
            micros,
            record.key(),
            image(record, record.change().after),
            isNew ? "" : ",'OldImage':" + image(record, record.change().before))
        .replace('\'', '"');
  }

  private static String image(ChangeRecord record, long version) {
    String id = "'id':{'S':'k" + record.key() + "'}";
    String value = "'v':{'M':{'n':{'N':'" + Math.abs(version) + "'},'ok':{'BOOL':true}}}";
    return record.region() == 0 ? "{" + id + "," + value + "}" : "{" + value + "," + id + "}";
  }
}
