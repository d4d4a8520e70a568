package io.flowlens.lab.demo.process;

import java.io.IOException;

/**
 * A Java agent ({@code -javaagent:<the lab's jar>}) that ends its process when standard input
 * closes: when the parent is gone, even by kill -9. So programs that know nothing of the lab never
 * outlive it.
 */
public final class DieWithParent {
  private DieWithParent() {}

  /** Called by the JVM before the program's own main. */
  public static void premain(String argument) {
    Thread watch = new Thread(DieWithParent::awaitEndOfInput, "die-with-parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe means the same.
    }
    Runtime.getRuntime().halt(1);
  }
}
