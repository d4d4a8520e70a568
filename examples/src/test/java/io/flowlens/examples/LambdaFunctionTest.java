package io.flowlens.examples;

import java.util.Map;

/** The Lambda in Python, in a Python of its own at each invocation. */
class LambdaFunctionTest extends ConsumerTest {
  private static final String INVOKE =
      """
      import json, sys, lambda_function
      print(json.dumps(lambda_function.handler(json.load(sys.stdin), None)))
      """;

  @Override
  void begin() {}

  @Override
  void consume() throws Exception {
    Map<String, String> environment =
        Map.of(
            "INCIDENTS_TABLE", name, "WEBHOOK_URL", webhook.uri().toString(), "ROUTING_KEY", "key");
    new EventSourceMapping(name, event -> Program.python(environment, event, "-c", INVOKE))
        .deliver();
  }
}
