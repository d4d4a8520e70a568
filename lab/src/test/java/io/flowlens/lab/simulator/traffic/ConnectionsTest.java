package io.flowlens.lab.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Pool;
import io.flowlens.lab.simulator.world.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final String HOME = "us-east-1";
  private static final long SECOND = 1_000_000;

  private final Connections connections = new Connections(SeededRandom.of(1));
  private final List<String> got = new ArrayList<>();

  private static Origin copy(int number, Pool pool) {
    return new Origin(Service.of("reader", HOME).pooling(pool), number, "", "", true, false);
  }

  private void take(String call, Origin origin, long now) {
    connections.take(
        origin, HOME, now, opening -> got.add(call + (opening > 0 ? " opens" : " goes on")));
  }

  @Test
  void callsBeyondTheLimitWaitAndTakeWhatIsGivenBackInTheirOrder() {
    Origin copy = copy(0, Pool.costing(100).atMost(2));
    for (String call : List.of("first", "second", "third", "fourth")) {
      take(call, copy, 0);
    }
    assertThat(got).containsExactly("first opens", "second opens");
    connections.giveBack(copy, HOME, SECOND);
    connections.giveBack(copy, HOME, SECOND);
    take("fifth", copy, SECOND);
    assertThat(got.subList(2, got.size())).containsExactly("third goes on", "fourth goes on");
    connections.giveBack(copy, HOME, 2 * SECOND);
    assertThat(got).last().isEqualTo("fifth goes on");
  }

  @Test
  void aClosedConnectionMakesPlaceForANewOne() {
    Origin copy = copy(0, Pool.costing(100).atMost(1));
    take("first", copy, 0);
    take("second", copy, 0);
    connections.close(copy, HOME, SECOND);
    assertThat(got).containsExactly("first opens", "second opens");
  }

  @Test
  void eachCopyHasAPoolOfItsOwn() {
    Pool pool = Pool.costing(100).atMost(1);
    take("here", copy(0, pool), 0);
    take("there", copy(1, pool), 0);
    assertThat(got).containsExactly("here opens", "there opens");
  }

  @Test
  void withoutALimitNobodyWaits() {
    Origin copy = copy(0, Pool.costing(100));
    for (int i = 0; i < 1_000; i++) {
      take("call", copy, 0);
    }
    assertThat(got).hasSize(1_000).containsOnly("call opens");
  }

  @Test
  void whatIdlesForTooLongIsOpenedAgain() {
    Origin copy = copy(0, Pool.costing(100).keptFor(300).atMost(1));
    take("first", copy, 0);
    connections.giveBack(copy, HOME, SECOND);
    take("soon", copy, 301 * SECOND);
    connections.giveBack(copy, HOME, 302 * SECOND);
    take("late", copy, 603 * SECOND);
    assertThat(got).containsExactly("first opens", "soon goes on", "late opens");
  }
}
