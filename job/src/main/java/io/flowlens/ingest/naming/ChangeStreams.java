package io.flowlens.ingest.naming;

import io.flowlens.config.Settings;
import io.flowlens.config.StreamArn;
import io.flowlens.ingest.source.InputOptions;
import io.flowlens.schemas.PropertyNames;
import java.util.HashMap;
import java.util.Map;

/** Which Kinesis streams carry the changes of a table, as far as the inputs' settings say so. */
public final class ChangeStreams {
  private final Map<String, String> tables = new HashMap<>();

  /** Reads the settings of all inputs. */
  public ChangeStreams(Settings settings) {
    for (String input : settings.names(PropertyNames.INPUT)) {
      String table = settings.get(InputOptions.TABLE, input);
      if (!table.isEmpty()) {
        StreamArn arn = StreamArn.of(settings.get(InputOptions.STREAM, input));
        tables.put(key(arn.account(), arn.region(), arn.name()), table);
      }
    }
  }

  /** The table whose changes the Kinesis stream carries; null where no input's settings say so. */
  String table(String account, String region, String stream) {
    return tables.isEmpty() ? null : tables.get(key(account, region, stream));
  }

  private static String key(String account, String region, String stream) {
    return account + ':' + region + ':' + stream;
  }
}
