package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.e2e.Target.DeadLetter;
import io.flowlens.localaws.LocalAws;
import io.flowlens.schemas.DeadLetterReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A stream full of broken records neither stops the job nor loses one of them. */
class BrokenInputIT {
  private static final String CHANGES = "|change-stream:111122223333:us-east-1:Orders|change";
  private static final int GOOD = 300;

  private final BrokenRecords broken = new BrokenRecords(11);

  @TempDir Path folder;

  @Test
  void everyUnusableRecordIsADeadLetterAndTheJobRunsOn() throws Exception {
    try (LocalAws aws = LocalAws.start(folder);
        KinesisClient kinesis = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
        DynamoDbClient dynamoDb = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME)) {
      Stream changes = Stream.create(kinesis, "changes");
      Target target = Target.create(dynamoDb, kinesis, "broken");
      List<byte[]> unusable = new ArrayList<>(broken.unusable(3_000));
      unusable.addAll(broken.huge());
      unusable.add(new byte[0]);
      List<byte[]> flipped = broken.flipped(500);
      putAll(changes, unusable, flipped);
      try (RunningJob job =
          RunningJob.start(folder.resolve("job"), aws, Map.of("changes", changes), target)) {
        Patience.await(
            Duration.ofSeconds(90),
            () ->
                target.sum(CHANGES, "calls") >= GOOD
                    && lost(target.deadLetters(), unusable).isEmpty());
        // It still works, and nothing keeps it from what comes now.
        changes.put(Payloads.change(1_000_000, Instant.now()));
        Patience.await(Duration.ofSeconds(20), () -> target.sum(CHANGES, "calls") > GOOD);

        assertThat(target.sum(CHANGES, "calls")).isEqualTo(GOOD + 1);
        assertThat(job.isAlive()).isTrue();
        assertThat(job.log()).doesNotContain("to FAILED");
        check(target.deadLetters(), unusable, flipped);
      }
    }
  }

  /** Good ones and broken ones, mixed. */
  private static void putAll(Stream stream, List<byte[]> unusable, List<byte[]> flipped) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < unusable.size(); i++) {
      all.add(unusable.get(i));
      if (i % 10 == 0 && i / 10 < GOOD) {
        all.add(Payloads.change(2_000_000 + i, Instant.now()));
      }
      if (i < flipped.size()) {
        all.add(flipped.get(i));
      }
    }
    stream.put(all);
  }

  private static void check(
      Map<String, DeadLetter> letters, List<byte[]> unusable, List<byte[]> flipped) {
    assertThat(lost(letters, unusable))
        .as("unusable records without a dead letter that holds them whole")
        .isEmpty();

    Set<String> unknown =
        letters.values().stream().map(DeadLetter::data).collect(Collectors.toSet());
    unknown.removeAll(texts(unusable));
    unknown.removeAll(texts(flipped));
    assertThat(unknown).as("dead letters of nothing that was sent").isEmpty();

    assertThat(letters.values())
        .allSatisfy(letter -> assertThat(letter.detail()).endsWith("."))
        .noneMatch(letter -> letter.reason().equals(DeadLetterReason.INTERNAL_ERROR));
    assertThat(letters.values().stream().map(DeadLetter::reason).distinct())
        .contains(
            DeadLetterReason.EMPTY,
            DeadLetterReason.BAD_GZIP,
            DeadLetterReason.TOO_LARGE,
            DeadLetterReason.BAD_UTF8,
            DeadLetterReason.BAD_JSON,
            DeadLetterReason.TOO_DEEP,
            DeadLetterReason.UNKNOWN_FORMAT,
            DeadLetterReason.WRONG_TYPE,
            DeadLetterReason.BAD_TIME);
  }

  private static Set<String> lost(Map<String, DeadLetter> letters, List<byte[]> unusable) {
    Set<String> lost = texts(unusable);
    letters.values().forEach(letter -> lost.remove(letter.data()));
    return lost;
  }

  private static Set<String> texts(List<byte[]> records) {
    Set<String> texts = new HashSet<>();
    records.forEach(data -> texts.add(DeadLetter.text(data)));
    return texts;
  }
}
