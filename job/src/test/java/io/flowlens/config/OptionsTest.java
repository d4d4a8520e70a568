package io.flowlens.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Option<String> ARN =
      Option.pattern("Tap.<name>", "arn", null, "arn:.+", "arn:aws:x", "The ARN.");
  private static final Option<String> SPEED =
      Option.pattern("Tap.<name>", "speed", "fast", "fast|slow", "fast", "How soon it tells.");
  private static final Option<Duration> WAIT =
      Option.duration(
          "Pond", "wait", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1), "…");
  private static final Option<Long> FISH = Option.count("Pond", "fish", 3, 1, 9, "How many.");
  private static final Option<Double> SHARE = Option.number("Pond", "share", 0.5, 0, 1, "…");
  private static final Option<Boolean> DEEP = Option.flag("Pond", "deep", false, "…");

  private static final Options OPTIONS =
      Options.of(
              Group.of("Tap.<name>", "Where water comes from.", List.of(ARN, SPEED))
                  .passing("aws."),
              Group.of("Names", "Other names.", List.of()).passing(""))
          .and("The pond.", List.of(WAIT, FISH, SHARE, DEEP));

  @Test
  void whatIsGivenIsReadAndTheRestIsDefault() throws Exception {
    Settings settings =
        OPTIONS.read(
            given(
                "Tap.left",
                "arn=arn:1",
                "aws.region=us-east-1",
                "Tap.right",
                "arn=arn:2",
                "speed=slow",
                "Pond",
                "wait=90 s",
                "fish= 9 ",
                "share=1e-1",
                "deep=true",
                "Names",
                "a=b"));
    assertThat(settings.names("Tap.<name>")).containsExactly("left", "right");
    assertThat(settings.get(ARN, "left")).isEqualTo("arn:1");
    assertThat(settings.get(SPEED, "left")).isEqualTo("fast");
    assertThat(settings.get(SPEED, "right")).isEqualTo("slow");
    assertThat(settings.entries("Tap.left")).isEqualTo(Map.of("aws.region", "us-east-1"));
    assertThat(settings.entries("Names")).isEqualTo(Map.of("a", "b"));
    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.get(FISH)).isEqualTo(9);
    assertThat(settings.get(SHARE)).isEqualTo(0.1);
    assertThat(settings.get(DEEP)).isTrue();
  }

  @Test
  void everyFaultIsToldAtOnce() {
    Map<String, Properties> given =
        given(
            "Tap.left",
            "speed=fsat",
            "aws.region=us-east-1",
            "sped=slow",
            "Pond",
            "wait=10",
            "fish=10",
            "share=half",
            "deep=yes",
            "colour=blue",
            "Pnod",
            "fish=1",
            "Taps.left",
            "arn=arn:1",
            "Sky",
            "x=y");
    assertThatThrownBy(() -> OPTIONS.read(given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            The configuration has 11 faults:
              Tap.left: arn is missing: text such as arn:aws:x
              Tap.left: speed = fsat must be fast or slow
              Tap.left: sped is unknown: did you mean speed?
              Pond: wait = 10 must be a duration from 1 s to 1 h, for example 10 s
              Pond: fish = 10 must be a whole number from 1 to 9, for example 3
              Pond: share = half must be a number from 0 to 1, for example 0.5
              Pond: deep = yes must be true or false
              Pond: colour is unknown; known are wait, fish, share, deep
              Pnod is an unknown group: did you mean Pond?
              Sky is an unknown group; known are Tap.<name>, Names, Pond
              Taps.left is an unknown group: did you mean Tap.left?""");
  }

  @Test
  void ofARepeatedGroupAtLeastOneIsNeeded() {
    assertThatThrownBy(() -> OPTIONS.read(Map.of()))
        .hasMessage(
            "The configuration has a fault:\n"
                + "  Tap.<name>: none is given, at least one is needed: Where water comes from.");
  }

  @Test
  void blankIsAsGoodAsNotGiven() throws Exception {
    Settings settings = OPTIONS.read(given("Tap.a", "arn=arn:1", "speed=", "Pond", "fish= "));
    assertThat(settings.get(SPEED, "a")).isEqualTo("fast");
    assertThat(settings.get(FISH)).isEqualTo(3);
  }

  @Test
  void whatThePlatformAddsIsLeftAlone() throws Exception {
    OPTIONS.read(given("Tap.a", "arn=arn:1", "kinesis.analytics.flink.run.options", "x=y"));
  }

  @Test
  void aGroupChecksWhatItsOptionsCannotSay() {
    Options options =
        Options.of(
            Group.of("Names", "", List.of())
                .passing("")
                .checked(texts -> texts.containsKey("a") ? List.of("a is taken") : List.of()));
    assertThatThrownBy(() -> options.read(given("Names", "a=b")))
        .hasMessageContaining("Names: a is taken");
  }

  @Test
  void anOptionDeclaredTwiceIsRefused() {
    assertThatThrownBy(() -> OPTIONS.and("", List.of(FISH))).hasMessage("Pond is declared twice");
    assertThatThrownBy(() -> Options.of(Group.of("Pond", "", List.of(FISH, FISH))))
        .hasMessage("Pond/fish is declared twice");
    assertThatThrownBy(() -> Options.of(Group.of("Lake", "", List.of(FISH))))
        .hasMessage("fish is not of group Lake");
  }

  @ParameterizedTest
  @CsvSource({"500 ms,500 ms", "10s,10 s", "90 s,90 s", "120 s,2 min", "24 h,1 d", "0 ms,0 s"})
  void durationsAreWrittenWithAUnit(String text, String written) {
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "s", "-1 s", "1.5 s", "10 sec", "1 h 5 min", "999999999999999 d"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Alternates a group's name (without an equals sign) with its entries. */
  static Map<String, Properties> given(String... words) {
    Map<String, Properties> given = new HashMap<>();
    Properties current = new Properties();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        current = new Properties();
        given.put(word, current);
      } else {
        current.setProperty(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return given;
  }
}
