package io.flowlens.lab.aws;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;

/**
 * DynamoDB Local in this process and in memory. It keeps the data of each region (taken from the
 * request's signature) apart, as the real one does. Put together here and not by its own runner,
 * which would listen on every address of the machine, print, and set up a telemetry.
 */
public final class LocalDynamoDb implements AutoCloseable {
  private final Server server;
  private final URI endpoint;

  private LocalDynamoDb(Server server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts it on a port of loopback. */
  public static LocalDynamoDb start(int port) {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try {
      server.setHandler(
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(
                  0,
                  /* inMemory= */ true,
                  /* dbPath= */ null,
                  /* sharedDb= */ false,
                  /* delay= */ false),
              /* corsParams= */ null));
      server.start();
      return new LocalDynamoDb(server, URI.create("http://127.0.0.1:" + port));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start on port " + port + ".", e);
    }
  }

  /** Where it answers, for every region. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop.", e);
    }
  }
}
