package io.flowlens.lab.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.EdgeTables;
import io.flowlens.lab.demo.aws.Streams;
import io.flowlens.localaws.LocalAws;
import io.flowlens.schemas.PropertyNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The job's application properties, in the form of Managed Service for Apache Flink. */
final class JobProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** On one machine everything arrives within seconds. */
  private static final String OUT_OF_ORDER = "10 s";

  /** Not every 200 ms, the default: all requests share the one thread of the local Kinesis. */
  private static final String READ_EVERY_MILLIS = "500";

  private final ArrayNode groups = JSON.createArrayNode();

  /** Everything that the job needs to run on a local AWS. */
  static JobProperties of(LocalAws aws) {
    JobProperties properties = new JobProperties();
    properties
        .input("spans", Streams.SPANS, aws)
        .put(PropertyNames.MAX_OUT_OF_ORDERNESS, OUT_OF_ORDER);
    properties
        .input("changes", Streams.CHANGES, aws)
        .put(PropertyNames.MAX_OUT_OF_ORDERNESS, OUT_OF_ORDER);
    properties
        .group(PropertyNames.EDGE_TABLE, aws.dynamoDbEndpoint())
        .put(PropertyNames.TABLE_NAME, EdgeTables.NAME);
    properties
        .group(PropertyNames.ANOMALY_STREAM, aws.kinesisEndpoint())
        .put(PropertyNames.STREAM_ARN, Streams.ANOMALIES.arn());
    properties
        .group(PropertyNames.DEAD_LETTER_STREAM, aws.kinesisEndpoint())
        .put(PropertyNames.STREAM_ARN, Streams.DEAD_LETTERS.arn());
    properties.group("Flow").put("update.interval", "2 s");
    properties
        .detector("region-mismatch")
        .put("after", "1 min")
        // The shop's only table in both regions; no CloudTrail record of the demo shows its
        // replicas.
        .put("replicated.tables", "Products");
    properties.detector("replay-loop").put("silence", "1 min").put("min.repeated.additions", "10");
    properties.detector("cold-cache-spike").put("start.minutes", "2");
    return properties;
  }

  private ObjectNode input(String name, Streams stream, LocalAws aws) {
    return group(PropertyNames.input(name), aws.kinesisEndpoint())
        .put(PropertyNames.STREAM_ARN, stream.arn())
        .put("flink.stream.initpos", "TRIM_HORIZON")
        .put("flink.shard.getrecords.intervalmillis", READ_EVERY_MILLIS);
  }

  /** Shorter waiting times than the defaults, so that a fault shows within minutes. */
  private ObjectNode detector(String id) {
    return group("Detector." + id);
  }

  private ObjectNode group(String id) {
    return groups.addObject().put("PropertyGroupId", id).putObject("PropertyMap");
  }

  private ObjectNode group(String id, URI endpoint) {
    return group(id)
        .put(PropertyNames.AWS_REGION, Cloud.HOME.id())
        .put("aws.endpoint", endpoint.toString())
        .put("aws.http.protocol.version", "HTTP1_1")
        .put("aws.credentials.provider", "BASIC")
        .put("aws.credentials.provider.basic.accesskeyid", LocalAws.ACCESS_KEY_ID)
        .put("aws.credentials.provider.basic.secretkey", LocalAws.SECRET_ACCESS_KEY);
  }

  /** Writes them to a file. */
  void write(Path file) {
    try {
      Files.writeString(file, groups.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
