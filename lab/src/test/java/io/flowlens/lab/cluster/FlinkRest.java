package io.flowlens.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Flink's REST API, as far as the tests need it. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "flowlens-upload";

  private final JsonHttp http;

  FlinkRest(URI base) {
    this.http = new JsonHttp(base);
  }

  /** What the cluster refused, with its reason. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }

  /** Whether it answers at all. */
  boolean answers() {
    try {
      http.get("/overview");
      return true;
    } catch (UncheckedIOException | Refused e) {
      return false;
    }
  }

  /** How many TaskManagers have registered. */
  int taskManagers() {
    return http.get("/overview").get("taskmanagers").asInt();
  }

  /** How many slots no job holds. */
  public int freeSlots() {
    return http.get("/overview").get("slots-available").asInt();
  }

  /** A setting that the JobManager runs with; the empty text where none is set. */
  public String setting(String key) {
    for (JsonNode setting : http.get("/jobmanager/config")) {
      if (setting.get("key").asText().equals(key)) {
        return setting.get("value").asText();
      }
    }
    return "";
  }

  /**
   * Uploads a jar.
   *
   * @return its id
   */
  public String upload(Path jar) {
    String head =
        String.join(
            "\r\n",
            "--" + BOUNDARY,
            "Content-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName()
                + "\"",
            "Content-Type: application/x-java-archive",
            "",
            "");
    try {
      HttpRequest request =
          http.request("/jars/upload")
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(
                  BodyPublishers.concat(
                      BodyPublishers.ofString(head),
                      BodyPublishers.ofFile(jar),
                      BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
              .build();
      return Path.of(http.send(request).get("filename").asText()).getFileName().toString();
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the jar's main method as far as the job's plan, and no further.
   *
   * @throws Refused with what the main method threw
   */
  public JsonNode plan(String jar, List<String> arguments) {
    return http.post("/jars/" + jar + "/plan", body(arguments)).get("plan");
  }

  /**
   * Starts a job.
   *
   * @param from a savepoint or checkpoint to go on from; null for none
   * @return the job's id
   * @throws Refused with what the main method threw
   */
  public String run(
      String jar, List<String> arguments, int parallelism, String from, boolean dropsState) {
    ObjectNode body = body(arguments).put("parallelism", parallelism);
    if (from != null) {
      body.put("savepointPath", from).put("allowNonRestoredState", dropsState);
    }
    return http.post("/jars/" + jar + "/run", body).get("jobid").asText();
  }

  private static ObjectNode body(List<String> arguments) {
    ObjectNode body = JSON.createObjectNode();
    body.set("programArgsList", JSON.valueToTree(arguments));
    return body;
  }

  /** A job's state and its vertices. */
  public JsonNode job(String job) {
    return http.get("/jobs/" + job);
  }

  /** Whether there is such a job. */
  public boolean knows(String job) {
    for (JsonNode known : http.get("/jobs").get("jobs")) {
      if (known.get("id").asText().equals(job)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the job and each of its tasks runs. */
  public boolean isRunning(String job) {
    JsonNode now = job(job);
    boolean running = now.get("state").asText().equals("RUNNING");
    for (JsonNode vertex : now.get("vertices")) {
      running &= vertex.get("tasks").get("RUNNING").asInt() == vertex.get("parallelism").asInt();
    }
    return running;
  }

  /** Why the job failed, or its tasks were started again; empty when nothing happened. */
  public List<String> failures(String job) {
    List<String> failures = new ArrayList<>();
    for (JsonNode entry :
        http.get("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries")) {
      failures.add(entry.get("exceptionName").asText() + ": " + entry.get("stacktrace").asText());
    }
    return failures;
  }

  /** How many checkpoints the job has completed. */
  public int completedCheckpoints(String job) {
    return http.get("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
  }

  /** The TaskManagers that run the job's tasks. */
  public List<String> taskManagersOf(String job) {
    List<String> ids = new ArrayList<>();
    for (JsonNode vertex : job(job).get("vertices")) {
      JsonNode tasks = http.get("/jobs/" + job + "/vertices/" + vertex.get("id").asText());
      tasks.get("subtasks").forEach(task -> ids.add(task.get("taskmanager-id").asText()));
    }
    return ids.stream().distinct().sorted().toList();
  }

  /**
   * Asks for the job's stop with a canonical savepoint; {@link #savepoint} says when it is done.
   */
  public String stop(String job) {
    ObjectNode body = JSON.createObjectNode().put("drain", false).put("formatType", "CANONICAL");
    return http.post("/jobs/" + job + "/stop", body).get("request-id").asText();
  }

  /**
   * Where the savepoint is; null while it is being taken.
   *
   * @throws Refused with the reason, if it failed
   */
  public String savepoint(String job, String request) {
    JsonNode operation = http.get("/jobs/" + job + "/savepoints/" + request).path("operation");
    if (operation.has("failure-cause")) {
      throw new Refused(operation.get("failure-cause").path("stack-trace").asText());
    }
    return operation.path("location").asText(null);
  }

  /** Cancels the job. */
  public void cancel(String job) {
    http.send(
        http.request("/jobs/" + job + "?mode=cancel")
            .method("PATCH", BodyPublishers.noBody())
            .build());
  }
}
