package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * CPU time that the detectors add to the topology. Both take turns in one JVM: two JVMs that
 * compile the same code differently differ by more than is to be measured.
 */
final class DetectorsCost {
  private static final int TURNS = 7;

  private DetectorsCost() {}

  /** Arguments: folder of the corpora, spans in the corpus. */
  public static void main(String[] args) throws Exception {
    long spans = Long.parseLong(args[1]);
    Load load = new Load(Path.of(args[0]), spans, spans);
    for (int pass = 0; pass < Trial.WARM_UPS; pass++) {
      cpu(Contender.TOPOLOGY, load);
    }
    double[] speeds = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      double without = cpu(Contender.TOPOLOGY_UNJUDGED, load);
      speeds[turn] = without / cpu(Contender.TOPOLOGY, load);
    }
    Arrays.sort(speeds);
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(speeds));
    System.exit(0);
  }

  private static double cpu(Contender contender, Load load) throws Exception {
    Trial.run(contender, load);
    Results.clear();
    return Cost.read(Spans.measured(load.spans())).cpu();
  }
}
