package io.flowlens.lab.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections();

  @Test
  void onlyTheFirstRequestOfAConnectionIsNew() {
    assertThat(connections.isNew(from(50_001))).isTrue();
    assertThat(connections.isNew(from(50_001))).isFalse();
    assertThat(connections.isNew(from(50_002))).isTrue();
  }

  private static InetSocketAddress from(int port) {
    return InetSocketAddress.createUnresolved("caller", port);
  }
}
