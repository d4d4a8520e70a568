package io.flowlens.ingest.formats.unused;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.json.Cursor;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A format that is recognised only to be counted: it comes along with spans, such as the metrics
 * and logs of a collector, or in an archive that somebody pulled, and would otherwise fill the dead
 * letters.
 */
public final class UnusedFormat implements Format {
  /** Metrics as OpenTelemetry writes them. */
  public static final String METRICS = "otlp-metrics";

  /** Logs as OpenTelemetry writes them. */
  public static final String LOGS = "otlp-logs";

  /** The mark of a snapshot of an account's configuration, as {@code scripts/look} writes it. */
  public static final String CONFIGURATION = "flowlensConfiguration";

  private final String id;
  private final Set<String> marks;
  private final Cursor cursor;

  private UnusedFormat(String id, Set<String> marks, Tools tools) {
    this.id = id;
    this.marks = marks;
    cursor = tools.cursor();
  }

  /** All of them. */
  public static List<Format> all(Tools tools) {
    return List.of(
        new UnusedFormat(METRICS, Set.of("resourceMetrics", "scopeMetrics"), tools),
        new UnusedFormat(LOGS, Set.of("resourceLogs", "scopeLogs"), tools),
        new UnusedFormat("otlp-profiles", Set.of("resourceProfiles", "scopeProfiles"), tools),
        new UnusedFormat("configuration", Set.of(CONFIGURATION), tools));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> marks() {
    return marks;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException {
    payload.openObject(cursor);
    while (cursor.nextField()) {
      cursor.skip();
    }
    payload.close(cursor);
    events.ignored();
  }
}
