package io.flowlens.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContendersTest {
  private static final long SPANS = 12_800;

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCorpora() throws Exception {
    Corpus.make(folder, Corpus.Form.BATCHES, SPANS);
    Corpus.make(folder, Corpus.Form.PLAIN, SPANS);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TOPOLOGY", "TOPOLOGY_UNJUDGED", "TOPOLOGY_PLAIN", "SQL", "SQL_BATCHES", "NAIVE"})
  void everyContenderFindsTheTruth(Contender contender) throws Exception {
    Results.clear();

    Trial.run(contender, new Load(folder, SPANS, SPANS));

    Truth.of(SPANS).check(Results.found());
  }

  @Test
  void oneCallTooFewIsNoticed() throws Exception {
    Results.clear();
    Trial.run(Contender.NAIVE, new Load(folder, SPANS, SPANS));
    Map<EdgeMinute.Key, EdgeMinute> found = new HashMap<>(Results.found());
    EdgeMinute.Key key = found.keySet().iterator().next();

    found.computeIfPresent(
        key, (k, m) -> new EdgeMinute(m.calls() - 1, m.failed(), m.p50(), m.p99()));

    assertThatThrownBy(() -> Truth.of(SPANS).check(found)).hasMessageContaining(key.edge());
  }

  @Test
  void everySpanThatTellsSomethingIsDecoded() {
    long telling = 0;
    for (Traffic traffic = new Traffic(SPANS); traffic.hasNext(); ) {
      Span span = traffic.next().span();
      telling += span.kind() == Span.Kind.DYNAMODB || span.isHalf() ? 1 : 0;
    }

    assertThat(Job.decode(new Load(folder, SPANS, SPANS), Corpus.Form.BATCHES)).isEqualTo(telling);
  }
}
