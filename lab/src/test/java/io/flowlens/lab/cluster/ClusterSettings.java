package io.flowlens.lab.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.flowlens.localaws.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a cluster on this machine: those of a deployment, except for paths, ports, sizes
 * and intervals, and without high availability, which needs Kubernetes or ZooKeeper.
 */
final class ClusterSettings {
  private static final ObjectMapper YAML = new YAMLMapper();

  private final Map<String, String> settings;

  private ClusterSettings(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The settings of a deployment, for a cluster in this folder, on loopback alone. */
  static ClusterSettings of(Map<String, String> deployment, Path folder) {
    Map<String, String> settings = new TreeMap<>(deployment);
    settings.keySet().removeIf(key -> key.startsWith("high-availability."));
    settings.putAll(overrides(folder));
    return new ClusterSettings(settings);
  }

  private static Map<String, String> overrides(Path folder) {
    Map<String, String> own = new TreeMap<>();
    own.put("jobmanager.rpc.address", "127.0.0.1");
    own.put("jobmanager.bind-host", "127.0.0.1");
    own.put("jobmanager.rpc.port", Integer.toString(Ports.free()));
    own.put("rest.address", "127.0.0.1");
    own.put("rest.bind-address", "127.0.0.1");
    own.put("rest.port", Integer.toString(Ports.free()));
    own.put("taskmanager.host", "127.0.0.1");
    own.put("taskmanager.bind-host", "127.0.0.1");
    own.put("io.tmp.dirs", folder.resolve("tmp").toString());
    own.put("web.upload.dir", folder.resolve("tmp").toString());
    own.put("state.checkpoints.dir", folder.resolve("checkpoints").toUri().toString());
    own.put("state.savepoints.dir", folder.resolve("savepoints").toUri().toString());
    own.put("execution.checkpointing.interval", "3 s");
    own.put("execution.checkpointing.min-pause", "0 s");
    // A process that is gone is noticed by its closed connection; these are for one that hangs.
    own.put("heartbeat.interval", "2 s");
    own.put("heartbeat.timeout", "30 s");
    // A TaskManager may be up before its JobManager; milliseconds.
    own.put("cluster.registration.error-delay", "500");
    // On a busy machine a process may be slow and yet alive.
    own.put("pekko.ask.timeout", "60 s");
    own.put("pekko.startup-timeout", "60 s");
    own.put("pekko.tcp.timeout", "60 s");
    own.putAll(sizes());
    return own;
  }

  /** All of them: only Flink's shell scripts, which are not in Maven Central, work them out. */
  private static Map<String, String> sizes() {
    Map<String, String> sizes = new TreeMap<>();
    sizes.put("taskmanager.cpu.cores", "1.0");
    sizes.put("taskmanager.memory.framework.heap.size", "128 mb");
    sizes.put("taskmanager.memory.framework.off-heap.size", "128 mb");
    sizes.put("taskmanager.memory.task.heap.size", "512 mb");
    sizes.put("taskmanager.memory.task.off-heap.size", "64 mb");
    sizes.put("taskmanager.memory.managed.size", "128 mb");
    sizes.put("taskmanager.memory.network.min", "32 mb");
    sizes.put("taskmanager.memory.network.max", "32 mb");
    // Several jobs run here one after the other, and the classes of each stay for a while.
    sizes.put("taskmanager.memory.jvm-metaspace.size", "768 mb");
    sizes.put("taskmanager.memory.jvm-overhead.min", "64 mb");
    sizes.put("taskmanager.memory.jvm-overhead.max", "64 mb");
    return sizes;
  }

  /** One setting, or the empty text. */
  String get(String key) {
    return settings.getOrDefault(key, "");
  }

  /** Writes the file that Flink reads. */
  void write(Path file) throws IOException {
    YAML.writeValue(file.toFile(), settings);
  }
}
