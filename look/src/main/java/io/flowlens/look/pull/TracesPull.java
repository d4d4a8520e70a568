package io.flowlens.look.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.look.Period;
import io.flowlens.look.account.Account;
import io.flowlens.look.account.Cost;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.account.Permission;
import io.flowlens.look.archive.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.xray.model.BatchGetTracesResponse;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesRequest;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesResponse;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.Trace;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/**
 * Pulls traces of X-Ray, up to a budget. Of more traces than that it takes some by chance, never
 * those that failed first: that would make every system look broken.
 */
public final class TracesPull {
  /** How many traces one call retrieves: the most that X-Ray allows. */
  private static final int BATCH = 5;

  private static final int ROUNDS = 3;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int RANDOM_PART = 11;

  private final Account account;
  private final Gaps gaps;
  private final ObjectMapper json = new ObjectMapper();

  public TracesPull(Account account, Gaps gaps) {
    this.account = account;
    this.gaps = gaps;
  }

  /**
   * Writes the segments of traces that began in this time, at most so many traces.
   *
   * @return how many there were, and how many were taken
   */
  public Taken pull(Period slice, int most, Lines lines) {
    Listed listed =
        gaps.ask(
            Permission.GET_TRACE_SUMMARIES,
            () -> summaries(slice, most),
            new Listed(List.of(), false));
    List<String> ids =
        listed.traces().stream()
            .map(TraceSummary::id)
            // The random part of the id, so that the choice does not depend on anything else.
            .sorted(Comparator.comparing(id -> id.substring(Math.min(RANDOM_PART, id.length()))))
            .limit(most)
            .toList();
    boolean taken =
        gaps.ask(
            Permission.BATCH_GET_TRACES,
            () -> {
              retrieve(ids, lines);
              return true;
            },
            false);
    return new Taken(listed.traces().size(), taken ? ids.size() : 0, listed.hasMore());
  }

  /**
   * How many traces were listed, and how many were taken.
   *
   * @param hasMore whether there were more than were listed
   */
  public record Taken(int found, int taken, boolean hasMore) {}

  private record Listed(List<TraceSummary> traces, boolean hasMore) {}

  /** The traces that call DynamoDB; all of them where X-Ray does not say it of any. */
  private Listed summaries(Period slice, int most) {
    GetTraceSummariesRequest request =
        GetTraceSummariesRequest.builder()
            .startTime(slice.from())
            .endTime(slice.to())
            .timeRangeType(TimeRangeType.TRACE_ID)
            .build();
    List<TraceSummary> all = new ArrayList<>();
    boolean hasMore = false;
    for (GetTraceSummariesResponse page : account.xray().getTraceSummariesPaginator(request)) {
      all.addAll(page.traceSummaries());
      if (all.size() >= most * Cost.SCANNED_FOR_EACH && page.nextToken() != null) {
        hasMore = true;
        break;
      }
      Pause.of(PAUSE);
    }
    List<TraceSummary> ofTables = all.stream().filter(TracesPull::callsTable).toList();
    return new Listed(ofTables.isEmpty() ? all : ofTables, hasMore);
  }

  private static boolean callsTable(TraceSummary trace) {
    return trace.serviceIds().stream()
        .anyMatch(service -> service.type() != null && service.type().contains("DynamoDB"));
  }

  private void retrieve(List<String> ids, Lines lines) {
    List<String> open = ids;
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      List<String> again = new ArrayList<>();
      for (int from = 0; from < open.size(); from += BATCH) {
        List<String> batch = open.subList(from, Math.min(open.size(), from + BATCH));
        String page = null;
        do {
          String token = page;
          BatchGetTracesResponse answer =
              account.xray().batchGetTraces(get -> get.traceIds(batch).nextToken(token));
          answer.traces().forEach(trace -> write(trace, lines));
          again.addAll(answer.unprocessedTraceIds());
          page = answer.nextToken();
          Pause.of(PAUSE);
        } while (page != null);
      }
      open = again;
    }
    if (!open.isEmpty()) {
      gaps.add("Left out: " + open.size() + " traces that X-Ray did not return.");
    }
  }

  private void write(Trace trace, Lines lines) {
    for (Segment segment : trace.segments()) {
      try {
        JsonNode document = json.readTree(segment.document());
        if (document.isObject()) {
          lines.add(SegmentFields.only(document));
        }
      } catch (JsonProcessingException e) {
        gaps.add("Left out: a segment of X-Ray that is not JSON.");
      }
    }
  }
}
