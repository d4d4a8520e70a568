package io.flowlens.lab.demo.telemetry;

import io.flowlens.lab.simulator.format.LogsBatch;
import io.flowlens.localaws.LocalAws;
import java.time.Clock;
import java.util.function.Consumer;

/** The log of one environment of a Lambda function, as a subscription of its log group sends it. */
public final class FunctionLog {
  private final String group;
  private final String stream;
  private final Consumer<byte[]> records;

  /**
   * @param stream the log stream's name, one for each environment
   * @param records receives each Kinesis record
   */
  public FunctionLog(Workload function, String stream, Consumer<byte[]> records) {
    group = "/aws/lambda/" + function.name();
    this.stream = stream;
    this.records = records;
  }

  /** Logs a line. */
  public void print(String line) {
    LogsBatch batch = new LogsBatch(LocalAws.ACCOUNT, group, stream);
    long now = Clock.systemUTC().millis();
    batch.add(EventIds.next(stream, now), now, line);
    records.accept(batch.gzipped());
  }
}
