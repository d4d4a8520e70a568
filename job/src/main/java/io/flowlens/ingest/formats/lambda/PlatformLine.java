package io.flowlens.ingest.formats.lambda;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that Lambda writes into the log of a function that logs as text. {@code REPORT} tells of
 * one invocation in fields: {@code Duration: 693.92 ms}; others only mark a moment.
 */
public final class PlatformLine {
  private static final String REPORT = "REPORT RequestId:";

  private static final Pattern REQUEST = Pattern.compile("RequestId: ?([^\\s]+)");

  /** Between tabs as Lambda writes them, or between blanks as copies of a log have them. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:^|[\\t\\n ])(?<!(?:Billed|Init|Restore|Billed Restore) )"
              + "(Duration|Init Duration|Status|Error Type):[ \\t]*"
              + "(\\d{1,9}(?:\\.\\d{1,9})? ms|[^\\s:]+)");

  /** What a log says of a timeout besides its report; older reports have no {@code Status}. */
  private static final Pattern TIMED_OUT =
      Pattern.compile("^\\S+ (\\S+) Task timed out after \\d+\\.\\d+ seconds\\s*$");

  private static final int MOST_WITHOUT_STATUS = 64;

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

  private final Tools tools;

  /** The last invocations whose reports had no {@code Status}, by request id. */
  private final Map<String, Invocation> withoutStatus =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Invocation> eldest) {
          return size() > MOST_WITHOUT_STATUS;
        }
      };

  public PlatformLine(Tools tools) {
    this.tools = tools;
  }

  /**
   * Emits what a line means; one of the function's own is counted.
   *
   * @param millis the log event's time
   */
  public void emit(String line, long millis, Origin origin, Events events) throws Unusable {
    if (line.startsWith(REPORT)) {
      long time = origin.time(millis, "the log event", events);
      Invocation invocation = report(line);
      invocation.emit(time, origin, tools, events);
      if (invocation.status == null) {
        withoutStatus.put(invocation.requestId(), invocation);
      }
    } else if (line.contains(" Task timed out after ")) {
      timedOut(line, origin.time(millis, "the log event", events), origin, events);
    } else if (isMoment(line)) {
      events.controlMessage();
    } else {
      events.textLine();
    }
  }

  /** Adds the failure to an invocation whose report did not say that it failed. */
  private void timedOut(String line, long time, Origin origin, Events events) {
    Matcher timedOut = TIMED_OUT.matcher(line);
    Invocation invocation = timedOut.matches() ? withoutStatus.remove(timedOut.group(1)) : null;
    if (invocation == null) {
      events.textLine();
      return;
    }
    invocation.status = "timeout";
    invocation.emitFailure(time, origin, tools, events);
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
    Matcher id = REQUEST.matcher(line);
    Invocation invocation = new Invocation(id.find() ? id.group(1) : "");
    Matcher fields = FIELD.matcher(line);
    while (fields.find()) {
      String value = fields.group(2).trim();
      switch (fields.group(1)) {
        case "Duration":
          invocation.durationMillis = millis(value);
          break;
        case "Init Duration":
          invocation.initMillis = millis(value);
          break;
        case "Status":
          invocation.status = value;
          break;
        default:
          invocation.errorType = value;
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
