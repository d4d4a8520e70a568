package io.flowlens.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.look.account.Permission;
import io.flowlens.replay.Replay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a {@link World} behind an {@link AwsStub}, from the command line to the page. */
class LookTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final World WORLD = new World(7);

  @TempDir static Path shared;
  private static AwsStub aws;
  private static String printed;
  private static Path archive;
  private static Path page;

  @TempDir Path folder;

  @BeforeAll
  static void look() throws IOException {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "example");
    aws = new AwsStub(WORLD);
    archive = shared.resolve("archive");
    page = shared.resolve("page.html");
    printed = run(aws, "--archive", archive.toString(), "--out", page.toString());
  }

  @AfterAll
  static void close() {
    aws.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static String run(AwsStub stub, String... more) {
    String[] ours = {
      "--region",
      World.REGION,
      "--last",
      "60m",
      "--yes",
      "--no-open",
      "--endpoint-url",
      stub.address().toString()
    };
    String[] all = Stream.concat(Arrays.stream(ours), Arrays.stream(more)).toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status = Look.run(new PrintStream(out, true, StandardCharsets.UTF_8), all);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(status).as(text).isZero();
    return text;
  }

  @Test
  void itShowsWhatTheSameCallsShowWhenTheyArePushed() throws IOException {
    Path in = folder.resolve("in");
    Path out = folder.resolve("out");
    Files.createDirectories(in);
    Files.write(in.resolve("spans.jsonl"), WORLD.spans());
    assertThat(Replay.run("--in", in.toString(), "--out", out.toString())).isZero();
    Path results = archive.resolve("results");
    assertThat(edges(results)).isNotEmpty().isEqualTo(edges(out));
    assertThat(anomalies(results)).isNotEmpty().isEqualTo(anomalies(out));
    assertThat(results.resolve("dead-letters.jsonl")).isEmptyFile();
  }

  @Test
  void itCountsWhatReallyHappened() throws IOException {
    long calls = 0;
    long retries = 0;
    long failed = 0;
    for (JsonNode row : lines(archive.resolve("results").resolve("edges.jsonl"))) {
      if (row.path("to").path("kind").asText().equals("table")) {
        calls += row.path("calls").asLong();
        retries += row.path("retries").asLong();
        failed += row.path("failed").asLong();
      }
    }
    assertThat(calls).isEqualTo(WORLD.calls().size());
    assertThat(retries).isEqualTo(WORLD.calls().stream().mapToLong(Call::retries).sum());
    assertThat(failed)
        .isEqualTo(WORLD.calls().stream().filter(call -> call.failure() != null).count());
  }

  @Test
  void itSaysHowMuchItSaw() {
    assertThat(printed)
        .contains("4 tables (3 with traffic), 1 change stream, 2 functions (1 fed by a stream")
        .contains("Read all 600 traces")
        .contains("Callers are known of 2 of 3 tables with traffic, not of Unseen<b>.")
        .contains("successful calls that CloudWatch counted (10.0 %)")
        .contains("Retries are visible at Rooms.")
        .contains("CloudWatch counted 42 throttled requests at Unseen<b>, and no trace names one.")
        .contains("CloudTrail shows 2 changes")
        .contains("critical: ");
  }

  @Test
  void thePageIsOneFileWithDiagramAnomaliesAndCoverage() throws IOException {
    String html = Files.readString(page);
    assertThat(html)
        .contains("default-src 'none'")
        .contains("\"service:111122223333:eu-west-1:bookings\"")
        .contains("\"type\":\"retry-cascade\"")
        .contains("Callers are known of 2 of 3 tables with traffic, not of Unseen&lt;b&gt;.")
        .contains("cleaning-plan")
        .doesNotContain("Unseen<b>")
        .doesNotContain(World.SECRET);
  }

  @Test
  void theArchiveHoldsNoValuesAndReplaysToTheSame() throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(text(file)).as(file.toString()).doesNotContain(World.SECRET);
      }
    }
    Path again = folder.resolve("again");
    int status =
        Replay.run(
            "--in", archive.resolve("records").toString(),
            "--out", again.toString(),
            "--account", World.ACCOUNT,
            "--region", World.REGION,
            "--properties", archive.resolve("properties.json").toString());
    assertThat(status).isZero();
    assertThat(again.resolve("edges.jsonl"))
        .hasSameTextualContentAs(archive.resolve("results").resolve("edges.jsonl"));
  }

  @Test
  void theSettingsOfTheReplayNameWhatFeedsAFunction() throws IOException {
    assertThat(Files.readString(archive.resolve("properties.json")))
        .contains("cleaning-plan = arn:aws:dynamodb:eu-west-1:111122223333:table/Rooms/stream/");
  }

  @Test
  void thePolicyAllowsWhatIsAskedForAndNothingElse() {
    Set<String> asked = new TreeSet<>(aws.asked);
    asked.remove("sts:GetCallerIdentity"); // Needs no permission.
    assertThat(asked)
        .isEqualTo(
            Arrays.stream(Permission.values())
                .map(Permission::action)
                .collect(Collectors.toCollection(TreeSet::new)));
    asked.forEach(action -> assertThat(printed).contains('"' + action + '"'));
  }

  @Test
  void aPullThatWasInterruptedGoesOnWhereItWas() throws IOException {
    Path partly = folder.resolve("partly");
    copy(archive, partly);
    Path slice;
    try (Stream<Path> files = Files.list(partly.resolve("records"))) {
      slice = files.filter(f -> f.toString().contains("traces-")).sorted().toList().get(3);
    }
    byte[] before = slurp(slice);
    Files.delete(slice);
    try (AwsStub stub = new AwsStub(WORLD)) {
      run(stub, "--archive", partly.toString(), "--out", out());
      assertThat(slurp(slice)).isEqualTo(before);
      assertThat(new TreeSet<>(stub.asked))
          .containsExactly(
              "sts:GetCallerIdentity", "xray:BatchGetTraces", "xray:GetTraceSummaries");
    }
  }

  @Test
  void aMissingPermissionIsNamedAndTheRestIsShown() throws IOException {
    Path partly = folder.resolve("partly");
    try (AwsStub stub = new AwsStub(WORLD)) {
      stub.denied.addAll(
          List.of("xray:GetTraceSummaries", "cloudwatch:GetMetricData", "lambda:ListFunctions"));
      String text = run(stub, "--archive", partly.toString(), "--out", out());
      assertThat(text)
          .containsOnlyOnce(
              "Left out: the list of traces. The permission xray:GetTraceSummaries is missing.")
          .contains("The permission cloudwatch:GetMetricData is missing.")
          .contains("The permission lambda:ListFunctions is missing.")
          .contains("\n4 tables, 1 change stream.\n")
          .contains("Traces were not read, so nothing shows who calls the tables.")
          .doesNotContain("X-Ray has no trace")
          .doesNotContain("with traffic")
          .doesNotContain("throttled requests");
      assertThat(Files.readString(Path.of(out()))).contains("xray:GetTraceSummaries is missing");
      stub.denied.clear();
      assertThat(run(stub, "--archive", partly.toString(), "--out", out(), "--traces", "90"))
          .contains("Read 90 of 600 traces, chosen by chance.")
          .contains("4 tables (3 with traffic)")
          .doesNotContain("Left out");
    }
  }

  @Test
  void withoutTracesItSaysThatCallersAreNotKnown() {
    assertThat(run(aws, "--traces", "0", "--out", out()))
        .contains("Traces were not read, so nothing shows who calls the tables.")
        .contains("CloudWatch counted 42 throttled requests at Unseen<b>.")
        .doesNotContain("Callers are known");
  }

  @Test
  void whoSaysNoHasNothingRead() throws IOException {
    try (AwsStub stub = new AwsStub(WORLD)) {
      InputStream before = System.in;
      System.setIn(new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)));
      try {
        assertThat(status("--region", "eu-west-1", "--endpoint-url", stub.address().toString()))
            .isEqualTo(2);
      } finally {
        System.setIn(before);
      }
      assertThat(stub.asked).isEmpty();
    }
  }

  @Test
  void withoutCredentialsItSaysSoInOneSentence() {
    assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).isNull();
    System.clearProperty("aws.accessKeyId");
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      assertThat(printed(2, "--region", World.REGION, "--yes", "--profile", "nobody-here"))
          .endsWith(
              "flowlens: There are no AWS credentials in profile nobody-here, or they have expired."
                  + " Log in, or name another profile with --profile.\n");
    } finally {
      System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
      System.clearProperty("aws.disableEc2Metadata");
    }
  }

  @Test
  void anArchiveOfAnotherTimeIsNotMixedWithThisOne() throws IOException {
    String text =
        printed(
            2,
            "--region",
            World.REGION,
            "--last",
            "30m",
            "--yes",
            "--no-open",
            "--endpoint-url",
            aws.address().toString(),
            "--archive",
            archive.toString(),
            "--out",
            out());
    assertThat(text).contains("holds what was pulled of account 111122223333");
  }

  private static int status(String... args) {
    return Look.run(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), args);
  }

  private static String printed(int status, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Look.run(new PrintStream(out, true, StandardCharsets.UTF_8), args))
        .isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String out() {
    return folder.resolve("page.html").toString();
  }

  private static List<String> edges(Path results) throws IOException {
    return lines(results.resolve("edges.jsonl")).stream()
        .map(
            row -> {
              // Only X-Ray is known to keep a sample, and each names other examples.
              row.remove("complete");
              row.remove("exemplars");
              return row.toString();
            })
        .toList();
  }

  private static List<String> anomalies(Path results) throws IOException {
    return lines(results.resolve("anomalies.jsonl")).stream()
        .map(
            anomaly ->
                anomaly.path("type") + " " + anomaly.path("root") + " " + anomaly.path("startedAt"))
        .toList();
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add((ObjectNode) JSON.readTree(line));
    }
    return lines;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static byte[] slurp(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private static String text(Path file) throws IOException {
    return file.toString().endsWith(".gz")
        ? new String(slurp(file), StandardCharsets.UTF_8)
        : Files.readString(file);
  }
}
