package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Nobody but this machine reaches the Flink that a local run starts. */
class LocalClusterTest {
  @Test
  void everyPortOfALocalRunListensOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areKnown(), "only Linux tells of its sockets in files");
    List<String> whileItRuns = new ArrayList<>();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, LocalCluster.loopback());
    env.fromData(ProcessHandle.current().pid())
        .uid("process")
        .<String>flatMap((pid, out) -> ListeningSockets.of(pid).forEach(out::collect))
        .returns(Types.STRING)
        .uid("sockets")
        .executeAndCollect()
        .forEachRemaining(whileItRuns::add);
    assertThat(whileItRuns).isNotEmpty().allMatch(ListeningSockets::isLoopback);
  }

  @Test
  void aSocketOnAllInterfacesWouldBeSeen() throws Exception {
    assumeTrue(ListeningSockets.areKnown(), "only Linux tells of its sockets in files");
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      assertThat(open.isBound()).isTrue();
      assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
          .anyMatch(address -> !ListeningSockets.isLoopback(address));
    }
  }
}
