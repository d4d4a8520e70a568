package io.flowlens.detect.contractbreach;

import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.contract.ContractOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Settings with contracts in them. */
public final class Promised {
  private static final Options OPTIONS =
      Options.of()
          .and("Thresholds.", ContractBreachOptions.ALL)
          .and(List.of(ContractOptions.GROUP));

  private Promised() {}

  /** One contract {@code shop}, with entries such as {@code edge=orders->*}. */
  public static Settings by(String... entries) {
    return in(Map.of("Contract.shop", List.of(entries)));
  }

  /** Groups with their entries. */
  public static Settings in(Map<String, List<String>> groups) {
    Map<String, Properties> given = new HashMap<>();
    groups.forEach(
        (name, entries) -> {
          Properties properties = new Properties();
          for (String entry : entries) {
            int equals = entry.indexOf('=');
            properties.setProperty(entry.substring(0, equals), entry.substring(equals + 1));
          }
          given.put(name, properties);
        });
    try {
      return OPTIONS.read(given);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
