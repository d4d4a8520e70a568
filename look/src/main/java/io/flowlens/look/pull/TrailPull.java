package io.flowlens.look.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.look.Period;
import io.flowlens.look.account.Account;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.account.Permission;
import io.flowlens.look.archive.Lines;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** Pulls what somebody changed at tables and functions: CloudTrail's event history. */
public final class TrailPull {
  /** The services of which changes are pulled. */
  public static final List<String> SERVICES = List.of("dynamodb", "lambda");

  /** What led to an anomaly may have happened before the time that is looked at. */
  private static final Duration BEFORE = Duration.ofHours(1);

  /** CloudTrail answers two of these calls a second, in an account and region. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final int MOST_PAGES = 60;

  private final Account account;
  private final Gaps gaps;
  private final ObjectMapper json = new ObjectMapper();

  public TrailPull(Account account, Gaps gaps) {
    this.account = account;
    this.gaps = gaps;
  }

  /** Writes the changes at one of {@link #SERVICES}; what only reads is left out. */
  public void pull(String service, Period period, Lines lines) {
    gaps.ask(
        Permission.LOOKUP_EVENTS,
        () -> {
          pages(service, period, lines);
          return null;
        },
        null);
  }

  private void pages(String service, Period period, Lines lines) {
    LookupEventsRequest request =
        LookupEventsRequest.builder()
            .startTime(period.from().minus(BEFORE))
            .endTime(period.to())
            .lookupAttributes(
                LookupAttribute.builder()
                    .attributeKey(LookupAttributeKey.EVENT_SOURCE)
                    .attributeValue(service + ".amazonaws.com")
                    .build())
            .build();
    int page = 0;
    for (LookupEventsResponse answer : account.cloudtrail().lookupEventsPaginator(request)) {
      answer.events().forEach(event -> write(event, lines));
      page++;
      if (page == MOST_PAGES) {
        gaps.add(
            "Left out: changes at " + service + " before the newest " + page + " pages of events.");
        return;
      }
      Pause.of(PAUSE);
    }
  }

  private void write(Event event, Lines lines) {
    if ("true".equals(event.readOnly()) || event.cloudTrailEvent() == null) {
      return;
    }
    try {
      JsonNode record = json.readTree(event.cloudTrailEvent());
      if (record.isObject()) {
        lines.add(TrailFields.only(record));
      }
    } catch (JsonProcessingException e) {
      gaps.add("Left out: an event of CloudTrail that is not JSON.");
    }
  }
}
