package io.flowlens.look;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;

/** Shows a page to who sits at this machine. */
final class Browser {
  private Browser() {}

  /** Opens the page, if there is a desktop. */
  static void open(Path page) throws IOException {
    if (!GraphicsEnvironment.isHeadless()
        && Desktop.isDesktopSupported()
        && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
      Desktop.getDesktop().browse(page.toAbsolutePath().toUri());
    }
  }
}
