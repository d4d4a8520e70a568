package io.flowlens.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
public final class Ports {
  private Ports() {}

  /** A port that is free now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The wanted port, or a free one where {@code wanted} is 0.
   *
   * @throws CannotStart if something listens on the wanted port
   */
  public static int freeOr(int wanted, String option) {
    if (wanted == 0) {
      return free();
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(wanted));
      return wanted;
    } catch (IOException e) {
      throw new CannotStart(
          "Port "
              + wanted
              + " is in use: give another with "
              + option
              + ", or leave it out for a free one.",
          e);
    }
  }
}
