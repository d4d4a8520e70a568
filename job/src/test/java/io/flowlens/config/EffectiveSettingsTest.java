package io.flowlens.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
  private static final Options OPTIONS =
      Options.of(
          Group.of(
                  "Input.<name>",
                  "An input.",
                  List.of(Option.text("Input.<name>", "account", "", "Whose it is.")))
              .passing("aws."),
          Group.of(
              "Flow",
              "Flow.",
              List.of(Option.count("Flow", "max.edges", 5, 1, 9, "How many edges."))),
          Group.of("Aliases", "Names.", List.of()).passing(""));

  @Test
  void everyGroupIsALineWithWhatWasGivenAndTheDefaults() throws Exception {
    assertThat(lines(Map.of("Input.spans", Map.of("aws.region", "us-east-1", "account", "1"))))
        .containsExactly(
            "Input.spans: account = 1, aws.region = us-east-1", "Flow: max.edges = 5", "Aliases: ");
  }

  @Test
  void keysThatNameACredentialAreMasked() throws Exception {
    for (String key :
        List.of(
            "aws.credentials.provider.basic.secretkey",
            "aws.credentials.provider.basic.accesskeyid",
            "aws.session-token",
            "aws.clientconfig.proxyPassword",
            "aws.apiKey")) {
      assertThat(lines(Map.of("Input.a", Map.of(key, "x1y2"))).get(0))
          .isEqualTo("Input.a: " + key + " = ****");
    }
  }

  @Test
  void whatDoesNotIsShown() throws Exception {
    assertThat(lines(Map.of("Input.a", Map.of("aws.credentials.provider", "BASIC"))).get(0))
        .isEqualTo("Input.a: aws.credentials.provider = BASIC");
  }

  @Test
  void valuesThatLookLikeACredentialAreMaskedWhereverTheyStand() throws Exception {
    for (String value :
        List.of(
            "AKIA" + "ABCDEFGHIJKLMNOP",
            "ASIA" + "ABCDEFGHIJKLMNOP",
            "aB3/".repeat(10),
            "aB3/".repeat(60) + "==",
            "https://me:open@example.com/")) {
      assertThat(lines(Map.of("Aliases", Map.of("checkout", value))))
          .contains("Aliases: checkout = ****");
    }
    String arn =
        "arn:aws:kinesis:us-east-1:111122223333:stream/all-the-spans-of-this-company-and-more";
    assertThat(lines(Map.of("Aliases", Map.of("a", arn)))).contains("Aliases: a = " + arn);
  }

  private static List<String> lines(Map<String, Map<String, String>> given) throws Exception {
    Map<String, Properties> groups = new TreeMap<>();
    groups.put("Input.other", new Properties());
    given.forEach(
        (name, values) ->
            groups.computeIfAbsent(name, n -> new Properties()).putAll(new TreeMap<>(values)));
    List<String> lines = EffectiveSettings.lines(OPTIONS, OPTIONS.read(groups));
    return lines.stream().filter(line -> !line.startsWith("Input.other")).toList();
  }
}
