package io.flowlens.ingest.formats.lambda;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Nodes;
import java.util.Set;

/**
 * A line that Lambda writes into the log of a function that logs as text. {@code REPORT} tells of
 * one invocation in fields between tabs: {@code Duration: 693.92 ms}; others only mark a moment.
 */
public final class PlatformLine {
  private static final String REPORT = "REPORT RequestId:";

  private static final Set<String> MOMENTS =
      Set.of(
          "START",
          "END",
          "INIT_START",
          "INIT_REPORT",
          "RESTORE_START",
          "RESTORE_REPORT",
          "EXTENSION",
          "TELEMETRY",
          "LOGS",
          "XRAY");

  private final Nodes nodes;

  public PlatformLine(Tools tools) {
    nodes = tools.nodes();
  }

  /**
   * Emits what a line means; one of the function's own is counted.
   *
   * @param millis the log event's time
   */
  public void emit(String line, long millis, Origin origin, Events events) throws Unusable {
    if (line.startsWith(REPORT)) {
      long time = origin.time(millis, "the log event", events);
      report(line).emit(time, origin, nodes, events);
    } else if (isMoment(line)) {
      events.controlMessage();
    } else {
      events.textLine();
    }
  }

  /** Lambda writes its word in capitals, then what it is about, with a name and a colon. */
  private static boolean isMoment(String line) {
    int space = line.indexOf(' ');
    int end = space < 0 ? line.length() : space;
    int tab = line.indexOf('\t');
    String word = line.substring(0, tab >= 0 && tab < end ? tab : end);
    return MOMENTS.contains(word) && line.indexOf(':') > 0;
  }

  private static Invocation report(String line) {
    String[] fields = line.substring(REPORT.length()).split("[\t\n]", 64);
    Invocation invocation = new Invocation(fields[0].trim());
    for (String field : fields) {
      int colon = field.indexOf(':');
      String value = field.substring(colon + 1).trim();
      switch (colon < 0 ? "" : field.substring(0, colon)) {
        case "Duration":
          invocation.durationMillis = millis(value);
          break;
        case "Init Duration":
          invocation.initMillis = millis(value);
          break;
        case "Status":
          invocation.status = value;
          break;
        case "Error Type":
          invocation.errorType = value;
          break;
        default:
          break;
      }
    }
    return invocation;
  }

  private static double millis(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})? ms")
        ? Double.parseDouble(text.substring(0, text.length() - 3))
        : Double.NaN;
  }
}
