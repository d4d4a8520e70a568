package io.flowlens.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.flowlens.schemas.records.Anomaly;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AWS Lambda function for an event source mapping of the anomaly stream that has
 * ReportBatchItemFailures on.
 */
public final class AnomalyFunction implements RequestHandler<KinesisEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(AnomalyFunction.class);

  private final Incidents incidents;

  /** For Lambda. */
  public AnomalyFunction() {
    this(Incidents.fromEnvironment());
  }

  AnomalyFunction(Incidents incidents) {
    this.incidents = incidents;
  }

  /** Takes the records in their order. Lambda sends again from the first one that failed. */
  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    for (KinesisEventRecord record : event.getRecords()) {
      String sequence = record.getKinesis().getSequenceNumber();
      try {
        incidents.take(
            Anomaly.parse(StandardCharsets.UTF_8.decode(record.getKinesis().getData()).toString()));
      } catch (IllegalArgumentException e) {
        LOG.error("Record {} is left out, since it would not be one the next time", sequence, e);
      } catch (Exception e) {
        LOG.error("Record {} failed, to be tried again", sequence, e);
        return new StreamsEventResponse(List.of(new BatchItemFailure(sequence)));
      }
    }
    return new StreamsEventResponse(List.of());
  }
}
