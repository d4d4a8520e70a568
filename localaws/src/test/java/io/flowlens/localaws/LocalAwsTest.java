package io.flowlens.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAwsTest {
  @TempDir Path workFolder;

  @Test
  void bothServersListenOnLoopbackOnlyAndStoppingLeavesNoProcess() throws Exception {
    List<Long> before = children();
    try (LocalAws aws = LocalAws.start(workFolder)) {
      assertThat(children()).hasSize(before.size() + 2);
      for (URI endpoint : List.of(aws.dynamoDbEndpoint(), aws.kinesisEndpoint())) {
        for (InetAddress address : otherAddresses()) {
          assertThatThrownBy(() -> connect(address, endpoint.getPort()))
              .isInstanceOf(IOException.class);
        }
        connect(InetAddress.getLoopbackAddress(), endpoint.getPort());
      }
    }
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void theDynamoDbServerEndsWhenItsParentLetsGoOfItsInput() throws Exception {
    Process process =
        new ProcessBuilder(
                Tool.find("node", "Node.js").path(),
                ServerFolder.installed().resolve("dynamodb.js").toString(),
                String.valueOf(Ports.free()))
            .start();
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();

    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.freeOr(taken.getLocalPort(), "--port"))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "Port %d is in use: give another with --port, or leave it out for a free one.",
              taken.getLocalPort());
      assertThatThrownBy(() -> LocalDynamoDb.start(workFolder, taken.getLocalPort()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("EADDRINUSE");
    }
  }

  @Test
  void aProgramThatIsMissingOrTooOldIsOneSentence() {
    assertThatThrownBy(() -> Tool.find("no-such-program", "Node.js 20 or newer"))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "'no-such-program' is not on the PATH: install Node.js 20 or newer, for the local AWS.");
    Tool node = Tool.find("node", "Node.js 999 or newer");
    assertThatThrownBy(() -> node.requireMajorVersion(999))
        .isInstanceOf(CannotStart.class)
        .hasMessageMatching(
            ".*node is v\\d+.*: install Node.js 999 or newer, for the local AWS\\.");
  }

  @Test
  void aToolThatFailsIsToldWithItsFirstLine() {
    Tool node = Tool.find("node", "Node.js");

    assertThatThrownBy(() -> node.run(workFolder, "-e", "console.log('a\\nb'); process.exit(3)"))
        .isInstanceOf(CannotStart.class)
        .hasMessageEndingWith("failed: a");
  }

  @Test
  void aChildThatEndsWhileItStartsIsToldWithItsLastWords() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (Child child =
        Child.start("job", List.of(java, "--no-such-option"), Map.of(), workFolder)) {
      assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(30), () -> false))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("The job ended while it started: ")
          .hasMessageContaining("--no-such-option");
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
    }
  }

  /** The machine's addresses that others may reach. */
  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static List<Long> children() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().children()) {
      return all.map(ProcessHandle::pid).toList();
    }
  }
}
