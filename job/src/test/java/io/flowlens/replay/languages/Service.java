package io.flowlens.replay.languages;

/** A service that calls DynamoDB from its own region. */
record Service(String name, String region) {
  /** The account of everything here. */
  static final String ACCOUNT = "111122223333";
}
