package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardTest {
  private final Guard here = new Guard("127.0.0.1", null);

  @Test
  void aServerOfThisMachineAnswersToTheNamesOfThisMachineAtAnyPort() {
    assertThat(here.answersTo("127.0.0.1:8080")).isTrue();
    assertThat(here.answersTo("localhost")).isTrue();
    assertThat(here.answersTo("LocalHost:9")).isTrue();
    assertThat(here.answersTo("[::1]:8080")).isTrue();
  }

  @Test
  void aServerOfThisMachineDoesNotAnswerToNamesThatOthersGaveItsAddress() {
    assertThat(here.answersTo("evil.example")).isFalse();
    assertThat(here.answersTo("evil.example:8080")).isFalse();
    assertThat(here.answersTo("localhost.evil.example")).isFalse();
    assertThat(here.answersTo("")).isFalse();
    assertThat(here.answersTo(null)).isFalse();
  }

  @Test
  void aPublicNameIsOneMore() {
    Guard named = new Guard("127.0.0.1", "Flows.example.com");
    assertThat(named.answersTo("flows.example.com")).isTrue();
    assertThat(named.answersTo("127.0.0.1:8080")).isTrue();
    assertThat(named.answersTo("evil.example")).isFalse();
  }

  @Test
  void beyondThisMachineEveryNameIsAnsweredUnlessThereIsAPublicOne() {
    assertThat(new Guard("0.0.0.0", null).answersTo("10.1.2.3:8080")).isTrue();
    Guard named = new Guard("0.0.0.0", "flows.example.com");
    assertThat(named.answersTo("flows.example.com:443")).isTrue();
    assertThat(named.answersTo("evil.example")).isFalse();
  }
}
