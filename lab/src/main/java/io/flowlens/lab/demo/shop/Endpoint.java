package io.flowlens.lab.demo.shop;

/** What a service does at one path. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers with text.
   *
   * @throws Refusal if the answer is no
   */
  String answer(Request request);
}
