package io.flowlens.diagram;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the diagram is started with.
 *
 * @param host the address to listen on, {@code 127.0.0.1} unless given
 * @param port the port to listen on; 0 takes a free one
 * @param table the edge table's name
 * @param region the AWS region of table and stream
 * @param anomalyStream the anomaly stream's name
 * @param dynamodbEndpoint where DynamoDB is, or null for AWS's own
 * @param kinesisEndpoint where Kinesis is, or null for AWS's own
 * @param publicName a name of this server in the addresses of browsers, beside those of this
 *     machine, or null
 * @param labUrl where the lab's fault switches are, or null when there is no lab
 * @param exitWithParent whether to stop when standard input closes
 */
record Arguments(
    String host,
    int port,
    String table,
    String region,
    String anomalyStream,
    URI dynamodbEndpoint,
    URI kinesisEndpoint,
    String publicName,
    URI labUrl,
    boolean exitWithParent) {

  static final String USAGE =
      "usage: java -jar flowlens-diagram.jar --port N --table T --region R --anomaly-stream S"
          + " [--host ADDRESS] [--public-name NAME] [--dynamodb-endpoint URL] [--kinesis-endpoint"
          + " URL] [--lab-url URL] [--exit-with-parent]";

  private static final List<String> REQUIRED =
      List.of("--port", "--table", "--region", "--anomaly-stream");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--port",
          "--table",
          "--region",
          "--anomaly-stream",
          "--host",
          "--public-name",
          "--dynamodb-endpoint",
          "--kinesis-endpoint",
          "--lab-url");
  private static final String EXIT_WITH_PARENT = "--exit-with-parent";

  /**
   * Reads a command line.
   *
   * @throws WrongArgument with one sentence for a person, if it is not usable
   */
  static Arguments parse(List<String> words) {
    Map<String, String> values = new HashMap<>();
    boolean exitWithParent = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(EXIT_WITH_PARENT)) {
        exitWithParent = true;
      } else if (!WITH_VALUE.contains(word)) {
        throw new WrongArgument("Unknown argument " + word + ".");
      } else if (i + 1 == words.size() || words.get(i + 1).startsWith("--")) {
        throw new WrongArgument("The argument " + word + " needs a value.");
      } else {
        values.put(word, words.get(++i));
      }
    }
    requireAll(values);
    return new Arguments(
        values.getOrDefault("--host", "127.0.0.1"),
        port(values.get("--port")),
        values.get("--table"),
        values.get("--region"),
        values.get("--anomaly-stream"),
        url(values, "--dynamodb-endpoint"),
        url(values, "--kinesis-endpoint"),
        values.get("--public-name"),
        url(values, "--lab-url"),
        exitWithParent);
  }

  private static void requireAll(Map<String, String> values) {
    Set<String> missing = new TreeSet<>(REQUIRED);
    missing.removeAll(values.keySet());
    if (!missing.isEmpty()) {
      throw new WrongArgument("Missing: " + String.join(", ", missing) + ".");
    }
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new WrongArgument("The argument --port must be 0 to 65535, but is " + text + ".");
  }

  private static URI url(Map<String, String> values, String name) {
    String text = values.get(name);
    if (text == null) {
      return null;
    }
    if (text.matches("https?://[^\\s/]+(/\\S*)?")) {
      try {
        return URI.create(text);
      } catch (IllegalArgumentException e) {
        // Told below, like every other form that is not a URL.
      }
    }
    throw new WrongArgument(
        "The argument " + name + " must be an http or https URL, but is " + text + ".");
  }
}
