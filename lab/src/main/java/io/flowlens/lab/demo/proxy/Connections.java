package io.flowlens.lab.demo.proxy;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connections that the proxy has seen a request on. */
final class Connections {
  private static final int MAX = 4096;

  private final Map<InetSocketAddress, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Boolean> eldest) {
          return size() > MAX;
        }
      };

  /** Whether this is the first request from this end of a connection. */
  synchronized boolean isNew(InetSocketAddress caller) {
    return seen.putIfAbsent(caller, true) == null;
  }
}
