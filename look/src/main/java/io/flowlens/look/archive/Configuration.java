package io.flowlens.look.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot of what an account has in one region, as the describe calls tell it: one payload of
 * the archive. It holds names and settings, no values.
 *
 * @param version the version of this form
 * @param takenAt when it was taken, ISO 8601
 * @param sources what feeds functions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Configuration(
    @JsonProperty("flowlensConfiguration") String version,
    String takenAt,
    String account,
    String region,
    List<Table> tables,
    List<Function> functions,
    List<Source> sources) {

  /** The version that is written. */
  public static final String VERSION = "1.0";

  private static final String DISABLED = "Disabled";

  /**
   * A table.
   *
   * @param billing {@code on-demand} or {@code provisioned}
   * @param readUnits provisioned read units; null when on demand
   * @param writeUnits provisioned write units; null when on demand
   * @param replicas regions of its other replicas
   * @param stream the ARN of its change stream; null where it has none
   * @param kinesis the ARNs of Kinesis streams that get its changes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Table(
      String name,
      String arn,
      String billing,
      Long readUnits,
      Long writeUnits,
      List<String> indexes,
      List<String> replicas,
      String stream,
      List<String> kinesis) {

    /** Whether its changes go anywhere. */
    public boolean hasStream() {
      return stream != null || !kinesis.isEmpty();
    }
  }

  /** A Lambda function. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Function(String name, String runtime) {}

  /**
   * An event source mapping.
   *
   * @param state as Lambda names it, such as {@code Enabled}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(String function, String arn, String state, Integer batchSize) {

    /** Whether it delivers. */
    public boolean delivers() {
      return state == null || !state.startsWith(DISABLED);
    }
  }

  /** One of now. */
  public static Configuration of(
      String account,
      String region,
      List<Table> tables,
      List<Function> functions,
      List<Source> sources) {
    return new Configuration(
        VERSION, Instant.now().toString(), account, region, tables, functions, sources);
  }

  /**
   * The functions that exactly one stream or queue feeds, with its ARN. One that several feed is
   * left out: a trace does not say which of them it was.
   */
  public Map<String, String> onlySources() {
    Map<String, List<String>> all = new TreeMap<>();
    for (Source source : sources) {
      if (source.arn() != null && source.delivers()) {
        all.computeIfAbsent(source.function(), name -> new ArrayList<>()).add(source.arn());
      }
    }
    Map<String, String> only = new TreeMap<>();
    all.forEach(
        (function, arns) -> {
          if (arns.size() == 1) {
            only.put(function, arns.get(0));
          }
        });
    return only;
  }
}
