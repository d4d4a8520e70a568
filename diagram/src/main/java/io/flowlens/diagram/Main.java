package io.flowlens.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Starts the diagram from the command line. */
public final class Main {
  private Main() {}

  /** Runs until it is stopped; exit status 2 for wrong arguments, 1 if it cannot start. */
  public static void main(String[] words) {
    Arguments arguments;
    try {
      arguments = Arguments.parse(List.of(words));
    } catch (WrongArgument e) {
      System.err.println(e.getMessage() + System.lineSeparator() + Arguments.USAGE);
      System.exit(2);
      return;
    }
    int port;
    try {
      port = open(arguments).start(arguments.host(), arguments.port());
    } catch (RuntimeException e) {
      System.err.println(cannotStart(e, arguments));
      System.exit(1);
      return;
    }
    System.out.println("flowlens diagram: http://" + arguments.host() + ":" + port + "/");
    if (arguments.exitWithParent()) {
      waitForEnd(System.in);
      System.exit(0);
    }
  }

  /** The server over AWS, or over the endpoints that the arguments name; not started yet. */
  static Server open(Arguments arguments) {
    DynamoDbClient dynamodb =
        at(DynamoDbClient.builder(), arguments.region(), arguments.dynamodbEndpoint())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    KinesisClient kinesis =
        at(KinesisClient.builder(), arguments.region(), arguments.kinesisEndpoint())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    Anomalies anomalies = new Anomalies();
    return new Server(
        new EdgeRows(dynamodb, arguments.table()),
        new AnomalyStream(kinesis, arguments.anomalyStream(), anomalies),
        new Graph(),
        anomalies,
        arguments.labUrl() == null ? null : new Lab(arguments.labUrl()),
        new Guard(arguments.host(), arguments.publicName()),
        Clock.systemUTC());
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(B builder, String region, URI endpoint) {
    return builder.region(Region.of(region)).endpointOverride(endpoint);
  }

  private static String cannotStart(Throwable failure, Arguments arguments) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "Port "
            + arguments.port()
            + " of "
            + arguments.host()
            + " is in use or not ours to take; give another --port, or 0 for a free one.";
      }
    }
    return "The diagram cannot start: " + failure.getMessage();
  }

  private static void waitForEnd(InputStream input) {
    try {
      input.transferTo(new PrintStream(OutputStream.nullOutputStream(), false));
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
  }
}
