package io.flowlens.replay;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/**
 * Waits for a replay, and prints every ten seconds how far it is. A replay keeps the panes of the
 * whole archive, so it warns before memory ends.
 */
final class Progress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final double NEARLY_FULL = 0.85;
  private static final double GIGABYTE = 1 << 30;

  private final PrintWriter out;
  private final long start = System.nanoTime();
  private boolean warned;

  Progress(PrintWriter out) {
    this.out = out;
  }

  /** The result of the job, once it has ended. */
  JobExecutionResult await(JobClient job) throws Exception {
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    while (true) {
      try {
        return result.get(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        print(job);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        throw cause instanceof Exception ? (Exception) cause : e;
      }
    }
  }

  private void print(JobClient job) throws InterruptedException {
    try {
      print(job.getAccumulators().get());
    } catch (ExecutionException e) {
      // The job has just ended; its result follows.
      return;
    }
  }

  /** Prints what these counters say, and whether memory is nearly full. */
  void print(Map<String, Object> counters) {
    long seconds = Math.max(1, (System.nanoTime() - start) / 1_000_000_000);
    long records = Summary.records(counters);
    MemoryUsage memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    line(
        "%,d records read in %d s, %,d a second; %.1f of %.1f GB of memory in use",
        records,
        seconds,
        records / seconds,
        memory.getUsed() / GIGABYTE,
        memory.getMax() / GIGABYTE);
    if (!warned && keptShare() > NEARLY_FULL) {
      warned = true;
      line(
          "memory is nearly full. A replay keeps what it has read of every edge until its end:"
              + " replay fewer hours at once, or set JAVA_TOOL_OPTIONS=-Xmx8g for more memory.");
    }
  }

  /** Which share of the memory for what lives long was still in use after its last collection. */
  private static double keptShare() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(kept -> kept != null && kept.getMax() > 0)
        .mapToDouble(kept -> (double) kept.getUsed() / kept.getMax())
        .max()
        .orElse(0);
  }

  private void line(String format, Object... values) {
    out.println("flowlens: " + String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
