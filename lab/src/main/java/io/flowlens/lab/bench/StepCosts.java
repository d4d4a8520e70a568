package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.flowlens.model.Pane;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the steps of {@link Steps} cost: CPU time of the thread, and bytes that it allocates. The
 * former depends on what else the machine does, the latter is the same every time where the
 * compiler does not optimise allocations away ({@code -XX:TieredStopAtLevel=1}).
 */
final class StepCosts {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int WARM_UPS = 3;

  /**
   * What a step costs.
   *
   * @param nanos CPU nanoseconds per unit, the median of the rounds
   * @param bytes allocated per unit, the least of the rounds
   */
  record Step(double nanos, double bytes) {
    private String line(String name, String unit) {
      return String.format(
          Locale.ROOT,
          "%-8s %7.0f ns and %6.0f bytes allocated per %s%n",
          name,
          nanos,
          bytes,
          unit);
    }
  }

  /**
   * What all steps cost; inflating and decoding per span, combining per span beyond decoding,
   * judging per pane of an edge and detector.
   */
  record All(Step inflate, Step decode, Step combine, Step judge) {
    String text() {
      return inflate.line("inflate", "span")
          + decode.line("decode", "span, inflating included")
          + combine.line("combine", "span, beyond decoding")
          + judge.line("judge", "pane and detector of its edge");
    }
  }

  /** What a step does; returns how much it did. */
  private interface Work {
    long run();
  }

  private StepCosts() {}

  /** Arguments: folder of the corpora, spans in the corpus, rounds. */
  public static void main(String[] args) throws Exception {
    long spans = Long.parseLong(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Steps steps = new Steps(Corpus.open(Path.of(args[0]), Corpus.Form.BATCHES, spans));
    Step decode = measure(steps::decode, spans, rounds);
    Step combined = measure(() -> steps.combine().size(), spans, rounds);
    List<Pane> panes = Steps.whole(steps.combine());
    All all =
        new All(
            measure(steps::inflate, spans, rounds),
            decode,
            new Step(combined.nanos - decode.nanos, combined.bytes - decode.bytes),
            measure(() -> steps.judge(panes), steps.judge(panes), rounds));
    System.out.println(Trial.RESULT + new ObjectMapper().writeValueAsString(all));
  }

  private static Step measure(Work work, long units, int rounds) {
    long id = Thread.currentThread().getId();
    double[] nanos = new double[rounds];
    double[] bytes = new double[rounds];
    for (int i = 0; i < WARM_UPS; i++) {
      work.run();
    }
    for (int i = 0; i < rounds; i++) {
      long cpu = THREADS.getCurrentThreadCpuTime();
      long allocated = THREADS.getThreadAllocatedBytes(id);
      work.run();
      nanos[i] = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / units;
      bytes[i] = (double) (THREADS.getThreadAllocatedBytes(id) - allocated) / units;
    }
    Arrays.sort(nanos);
    return new Step(nanos[rounds / 2], Arrays.stream(bytes).min().orElseThrow());
  }
}
