package io.flowlens.localaws;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder {@code localaws/servers} of the checkout, and what npm installs into it. */
final class ServerFolder {
  private static final String IN_CHECKOUT = "localaws/servers";
  private static final String LOCK_FILE = "package-lock.json";
  private static final String INSTALLED = "node_modules/.package-lock.json";

  private ServerFolder() {}

  /**
   * Finds it: it lies in the checkout that this class was built in.
   *
   * @throws CannotStart if this class is not in a checkout
   */
  static Path find() {
    Path code = ownCode();
    for (Path folder = code; folder != null; folder = folder.getParent()) {
      Path servers = folder.resolve(IN_CHECKOUT);
      if (Files.isRegularFile(servers.resolve(LOCK_FILE))) {
        return servers;
      }
    }
    throw new CannotStart(
        "The local AWS runs in a checkout of flowlens only: there is no "
            + IN_CHECKOUT
            + " above "
            + code
            + ".");
  }

  private static Path ownCode() {
    try {
      return Path.of(
          ServerFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The folder, with everything installed that the lock file names; one process at a time installs.
   *
   * @throws CannotStart if npm is missing or fails
   */
  static Path installed() {
    Path folder = find();
    if (isInstalled(folder)) {
      return folder;
    }
    Tool npm = Tool.find("npm", "npm, which comes with Node.js 20 or newer");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".installing"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !isInstalled(folder)) {
        npm.run(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      }
      return folder;
    } catch (IOException e) {
      throw new CannotStart(folder + " cannot be written to: " + e.getMessage(), e);
    }
  }

  private static boolean isInstalled(Path folder) {
    try {
      Path installed = folder.resolve(INSTALLED);
      return Files.exists(installed)
          && Files.getLastModifiedTime(installed)
                  .compareTo(Files.getLastModifiedTime(folder.resolve(LOCK_FILE)))
              >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
