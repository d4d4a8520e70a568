package io.flowlens.ingest.source;

import io.flowlens.config.Nearest;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.util.KinesisConfigUtil;

/** The Kinesis connector's own keys: which there are, what we set, and what is wrong with them. */
final class ConnectorKeys {
  private static final String PREFIX = "flink.";

  private ConnectorKeys() {}

  /** What we set where nothing is given. */
  static Properties defaults() {
    Properties defaults = new Properties();
    // LATEST would skip what a quiet shard gets between the first start and a restart; with a
    // checkpoint the position is the checkpoint's anyway.
    defaults.setProperty(ConsumerConfigConstants.STREAM_INITIAL_POSITION, "TRIM_HORIZON");
    // Fetch by size, so that a shard's 2 MB a second are used and not exceeded.
    defaults.setProperty(ConsumerConfigConstants.SHARD_USE_ADAPTIVE_READS, "true");
    // After three tries, the default, the job would restart: a minute of throttling must not do
    // that.
    defaults.setProperty(ConsumerConfigConstants.SHARD_GETRECORDS_RETRIES, "60");
    defaults.setProperty(ConsumerConfigConstants.SHARD_GETITERATOR_RETRIES, "60");
    defaults.setProperty(ConsumerConfigConstants.LIST_SHARDS_RETRIES, "60");
    return defaults;
  }

  /** Unknown keys and values that the connector refuses, as sentences. */
  static List<String> faults(Map<String, String> texts) {
    List<String> faults = new ArrayList<>();
    List<String> known = known();
    for (String key : new TreeMap<>(texts).keySet()) {
      if (key.equals(ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS)) {
        faults.add(key + " has no effect here: use " + InputOptions.IDLE_AFTER.key());
      }
      if (key.startsWith(PREFIX) && known.stream().noneMatch(k -> isOf(k, key))) {
        String nearest = Nearest.to(key, known);
        faults.add(
            key
                + " is no key of the connector"
                + (nearest == null ? "" : ": did you mean " + nearest + "?"));
      }
    }
    Properties properties = defaults();
    properties.setProperty(ConsumerConfigConstants.AWS_REGION, "us-east-1");
    texts.forEach((key, text) -> setIfConnectors(properties, key, text));
    try {
      KinesisConfigUtil.validateConsumerConfiguration(properties);
    } catch (IllegalArgumentException e) {
      faults.add(e.getMessage());
    }
    return faults;
  }

  private static void setIfConnectors(Properties properties, String key, String text) {
    if (key.startsWith(PREFIX)) {
      properties.setProperty(key, text);
    }
  }

  /** Some keys are families: a list index or a stream's name follows. */
  private static boolean isOf(String known, String key) {
    return key.equals(known) || key.startsWith(known + "[") || key.startsWith(known + ".");
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>();
    for (Field field : ConsumerConfigConstants.class.getDeclaredFields()) {
      if (field.getType() == String.class && !field.getName().startsWith("DEFAULT_")) {
        known.add(valueOf(field));
      }
    }
    known.removeIf(key -> !key.startsWith(PREFIX));
    return known;
  }

  private static String valueOf(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      return "";
    }
  }
}
