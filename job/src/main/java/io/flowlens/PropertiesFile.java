package io.flowlens;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.flowlens.config.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A file of property groups in the JSON form of Managed Flink, as {@code --properties} names it.
 */
public final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * The groups by name.
   *
   * @throws ConfigurationException if it cannot be read
   */
  public static Map<String, Properties> read(File file) throws ConfigurationException {
    if (!file.isFile()) {
      throw new ConfigurationException(List.of("--properties " + file + " is no file"));
    }
    try {
      return KinesisAnalyticsRuntime.getApplicationProperties(file.getPath());
    } catch (IOException | RuntimeException e) {
      throw new ConfigurationException(
          List.of("--properties " + file + " is not in Managed Flink's JSON form: " + e));
    }
  }
}
