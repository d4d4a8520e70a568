package io.flowlens;

import java.nio.file.Path;

/** Starts the job without arguments on a platform that leaves its properties in the file named. */
final class PlatformStart {
  private PlatformStart() {}

  public static void main(String[] file) throws Exception {
    Main.run(Launch.of(Path.of(file[0])));
  }
}
