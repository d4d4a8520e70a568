package io.flowlens.diagram;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom the server answers, and what a browser may do with the answer.
 *
 * <p>A server that listens on this machine alone answers only those who call it by a name of this
 * machine. Else any web page could give its own name the address 127.0.0.1 and read the diagram
 * through the visitor's browser.
 */
final class Guard {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
              + " worker-src 'self' blob:; object-src 'none'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** The request was for a name that this server does not answer to. */
  static final class WrongHost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Set<String> names = new TreeSet<>();

  /**
   * @param host the address that the server listens on
   * @param publicName a further name that it may be called by, or null
   */
  Guard(String host, String publicName) {
    if (publicName != null) {
      names.add(publicName.toLowerCase(Locale.ROOT));
    }
    if (publicName != null || isThisMachine(host)) {
      names.addAll(HERE);
      names.add(host.toLowerCase(Locale.ROOT));
    }
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Adds the headers.
   *
   * @throws WrongHost if the request is for a name that this server does not answer to
   */
  void check(Context context) {
    HEADERS.forEach(context::header);
    if (!answersTo(context.host())) {
      throw new WrongHost();
    }
  }

  /** Whether it answers to the value of a {@code Host} header; null where there is none. */
  boolean answersTo(String host) {
    if (names.isEmpty()) {
      return true;
    }
    String name = host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return names.contains(name);
  }
}
