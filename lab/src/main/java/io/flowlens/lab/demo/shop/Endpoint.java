package io.flowlens.lab.demo.shop;

/** The handler of one path of a service. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers with text.
   *
   * @throws Refusal if the answer is no
   */
  String answer(Request request);
}
