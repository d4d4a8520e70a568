package io.flowlens.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files inside of the jar. */
final class Resources {
  private Resources() {}

  /**
   * A file as text.
   *
   * @param path from the root of the class path, such as {@code /openapi.json}
   * @throws IllegalStateException if it is not there
   */
  static String text(String path) {
    try (InputStream in = Resources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("This jar was built without " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
