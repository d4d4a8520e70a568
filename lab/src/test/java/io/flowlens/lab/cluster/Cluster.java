package io.flowlens.lab.cluster;

import io.flowlens.localaws.Child;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JobManager and its TaskManagers, each a process that can be killed. */
public final class Cluster implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final Path folder;
  private final ClusterSettings settings;
  private final FlinkRest rest;
  private final Map<String, Child> taskManagers = new LinkedHashMap<>();
  private Child jobManager;
  private String jar;
  private int jobManagerStarts;
  private int taskManagerStarts;

  private Cluster(Path folder, ClusterSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.rest = new FlinkRest(URI.create("http://127.0.0.1:" + settings.get("rest.port")));
  }

  /**
   * Starts a JobManager and so many TaskManagers, and waits until all are there.
   *
   * @param folder a new one; logs stay in it
   * @param flinkConfiguration the settings of a deployment
   */
  public static Cluster start(Path folder, Map<String, String> flinkConfiguration, int taskManagers)
      throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("conf"));
    Cluster cluster = new Cluster(folder, ClusterSettings.of(flinkConfiguration, folder));
    cluster.settings.write(folder.resolve("conf/config.yaml"));
    Files.copy(
        Path.of("src/test/resources/cluster-log4j2.properties"),
        folder.resolve("conf/log4j2.properties"));
    try {
      cluster.startAll(taskManagers);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startAll(int count) {
    String id = "jobmanager-" + ++jobManagerStarts;
    jobManager = start(id, JOB_MANAGER, List.of("-Xmx448m"), List.of());
    for (int i = 0; i < count; i++) {
      addTaskManager();
    }
    awaitReady();
  }

  /** Starts one more TaskManager; it registers by itself when it is up. */
  public void addTaskManager() {
    String id = "taskmanager-" + ++taskManagerStarts;
    List<String> jvm = List.of("-Xmx640m", "-XX:MaxDirectMemorySize=224m");
    List<String> arguments = List.of("-D", "taskmanager.resource-id=" + id);
    taskManagers.put(id, start(id, TASK_MANAGER, jvm, arguments));
  }

  /** Waits until the JobManager answers and every TaskManager that lives has registered. */
  public void awaitReady() {
    jobManager.awaitReady(START_LIMIT, rest::answers);
    long living = taskManagers.values().stream().filter(Child::isAlive).count();
    jobManager.awaitReady(START_LIMIT, () -> rest.taskManagers() >= living);
  }

  private Child start(String name, String main, List<String> jvm, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + HOME.resolve("lab/target/flowlens-lab.jar"));
    command.addAll(List.of(settings.get("env.java.opts.all").trim().split("\\s+")));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=768m",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Dlog4j2.configurationFile=" + folder.resolve("conf/log4j2.properties"),
            // The local Kinesis speaks JSON only; the first name is the connector's own SDK.
            "-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true",
            "-Daws.cborEnabled=false"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", HOME.resolve("lab/flink/target/lib") + "/*", main));
    command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
    command.addAll(arguments);
    return Child.start(name, command, Map.of(), folder);
  }

  /** Where jobs are submitted and watched. */
  public FlinkRest rest() {
    return rest;
  }

  /** The id of this jar, which is uploaded once for each JobManager. */
  public String jar(Path file) {
    if (jar == null) {
      jar = rest.upload(file);
    }
    return jar;
  }

  /** Where checkpoints are kept: a folder for each job. */
  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Ends a TaskManager as a power cut does. */
  public void killTaskManager(String id) throws Exception {
    kill(taskManagers.remove(id));
  }

  /** Ends the JobManager as a power cut does, and with it all TaskManagers. */
  public void killAll() throws Exception {
    kill(jobManager);
    for (Child taskManager : taskManagers.values()) {
      kill(taskManager);
    }
  }

  /** Starts everything again with as many TaskManagers as there were: no job is known any more. */
  public void restart() {
    int count = taskManagers.size();
    taskManagers.clear();
    jar = null;
    startAll(count);
  }

  private static void kill(Child process) throws Exception {
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
    handle.destroyForcibly();
    handle.onExit().get();
  }

  @Override
  public void close() {
    taskManagers.values().forEach(Child::close);
    if (jobManager != null) {
      jobManager.close();
    }
    try {
      // Every upload is in it several times.
      delete(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new IllegalStateException("cannot delete " + folder.resolve("tmp"), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
