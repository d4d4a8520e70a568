package io.flowlens.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * How long each subtask of the cluster in this process was busy up to a moment: by Flink's own
 * metric, which counts the time in which a subtask waits for a core too, and by its thread's CPU
 * time, which does not.
 *
 * @param at nanoseconds of {@link System#nanoTime}
 * @param busy milliseconds by subtask
 * @param cpu CPU nanoseconds by subtask
 */
record BusyTimes(long at, Map<String, Long> busy, Map<String, Long> cpu) {
  private static final String METRIC = "accumulateBusyTimeMs";
  private static final Map<String, Gauge<?>> GAUGES = new ConcurrentHashMap<>();

  /** Flink's name of a subtask's thread, such as {@code decode (1/1)#0}. */
  private static final Pattern TASK = Pattern.compile("(?!OutputFlusher|.*Trigger).*/\\d+\\)#\\d+");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What has a cluster report to this class. */
  static Configuration config() {
    Configuration config = new Configuration();
    config.setString("metrics.reporter.busy.factory.class", Factory.class.getName());
    return config;
  }

  /** As of now. */
  static BusyTimes now() {
    Map<String, Long> busy = new TreeMap<>();
    GAUGES.forEach((task, gauge) -> busy.put(task, ((Number) gauge.getValue()).longValue()));
    Map<String, Long> cpu = new TreeMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && TASK.matcher(thread.getThreadName()).matches()) {
        String task = thread.getThreadName().replaceAll("/\\d+\\)#\\d+$", ")");
        cpu.put(task, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return new BusyTimes(System.nanoTime(), busy, cpu);
  }

  /** The share of the time since then that each subtask was busy, 0 to 1. */
  Map<String, Double> busySince(BusyTimes before) {
    return shares(busy, before.busy, (at - before.at) / 1e6);
  }

  /** CPU seconds of each subtask's thread since then, for each of so many seconds of traffic. */
  Map<String, Double> cpuSince(BusyTimes before, double seconds) {
    return shares(cpu, before.cpu, seconds * 1e9);
  }

  private static Map<String, Double> shares(
      Map<String, Long> now, Map<String, Long> before, double time) {
    Map<String, Double> shares = new TreeMap<>();
    now.forEach((task, spent) -> shares.put(task, (spent - before.getOrDefault(task, 0L)) / time));
    return shares;
  }

  /** Makes the reporter that Flink gives its metrics. */
  public static final class Factory implements MetricReporterFactory {
    /** For Flink. */
    public Factory() {}

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Reporter();
    }
  }

  private static final class Reporter implements MetricReporter {
    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      Map<String, String> variables = group.getAllVariables();
      if (name.equals(METRIC) && metric instanceof Gauge<?> gauge) {
        int subtask = Integer.parseInt(variables.get("<subtask_index>")) + 1;
        GAUGES.put(variables.get("<task_name>") + " (" + subtask + ")", gauge);
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
  }
}
