package io.flowlens.preflight;

import io.flowlens.config.ConfigurationException;
import io.flowlens.config.Settings;
import io.flowlens.emit.EmitOptions;
import io.flowlens.ingest.source.KinesisInput;
import io.flowlens.schemas.PropertyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the streams and the table before the job starts. What is certainly wrong stops the start
 * with one message; what could not be looked at, because the network or a permission is missing, is
 * logged and stops nothing.
 */
public final class Preflight implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

  /** All checks run at once, so the start waits for no longer than this. */
  private static final long MAX_WAIT_SECONDS = 10;

  private final List<CompletableFuture<Finding>> findings = new ArrayList<>();
  private final List<Aws> clients = new ArrayList<>();

  private Preflight() {}

  /**
   * Checks everything that these settings name.
   *
   * @throws ConfigurationException with every fault that was found
   */
  public static void check(Settings settings) throws ConfigurationException {
    List<Finding> found;
    try (Preflight preflight = new Preflight()) {
      preflight.ask(settings);
      found = preflight.answers();
    }
    found.stream().map(Finding::warning).filter(text -> text != null).distinct().forEach(LOG::warn);
    List<String> faults =
        found.stream()
            .map(Finding::fault)
            .filter(text -> text != null)
            .distinct()
            .collect(Collectors.toList());
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
  }

  private void ask(Settings settings) {
    for (KinesisInput input : KinesisInput.all(settings)) {
      String group = PropertyNames.input(input.name());
      ask(
          group,
          input.connector(),
          aws -> List.of(StreamCheck.ofInput(group, input.arn(), aws.kinesis())));
    }
    ask(
        PropertyNames.EDGE_TABLE,
        EmitOptions.connector(settings, EmitOptions.TABLE_REGION),
        aws ->
            TableCheck.of(
                PropertyNames.EDGE_TABLE, settings.get(EmitOptions.TABLE_NAME), aws.dynamoDb()));
    ask(
        PropertyNames.ANOMALY_STREAM,
        EmitOptions.connector(settings, EmitOptions.ANOMALY_REGION),
        aws ->
            List.of(
                StreamCheck.ofOutput(
                    PropertyNames.ANOMALY_STREAM,
                    settings.get(EmitOptions.ANOMALY_STREAM),
                    aws.kinesis())));
    ask(
        PropertyNames.DEAD_LETTER_STREAM,
        EmitOptions.connector(settings, EmitOptions.DEAD_LETTER_REGION),
        aws ->
            List.of(
                StreamCheck.ofOutput(
                    PropertyNames.DEAD_LETTER_STREAM,
                    settings.get(EmitOptions.DEAD_LETTER_STREAM),
                    aws.kinesis())));
  }

  private void ask(
      String group,
      Properties connector,
      Function<Aws, List<CompletableFuture<Finding>>> question) {
    try {
      Aws aws = new Aws(connector);
      clients.add(aws);
      findings.addAll(question.apply(aws));
    } catch (RuntimeException e) {
      findings.add(
          CompletableFuture.completedFuture(Finding.warning(group + ": was not checked: " + e)));
    }
  }

  private List<Finding> answers() {
    Finding none =
        Finding.warning(
            "A stream or table was not checked: AWS gave no answer within "
                + MAX_WAIT_SECONDS
                + " s");
    return findings.stream()
        .map(finding -> finding.completeOnTimeout(none, MAX_WAIT_SECONDS, TimeUnit.SECONDS))
        .collect(Collectors.toList())
        .stream()
        .map(CompletableFuture::join)
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    clients.forEach(Aws::close);
  }
}
