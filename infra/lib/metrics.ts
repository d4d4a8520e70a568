import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

const FIVE_MINUTES = Duration.minutes(5);

/**
 * Metrics of the application in CloudWatch.
 *
 * Managed Flink sends its own metrics and those that the job registers in the group `kinesisanalytics` to the namespace
 * `AWS/KinesisAnalytics`. The job's have the same dimensions as its own, at the least `Application`; further groups that
 * the job adds become further dimensions. (Source: AWS's agent-toolkit-for-aws, "Monitoring and Metrics Guide" of Managed
 * Service for Apache Flink, section on custom metrics.)
 */
export class JobMetrics {
  constructor(private readonly applicationName: string) {}

  /** A metric of Managed Flink or of the job, of the whole application. */
  of(metricName: string, statistic: string, period = FIVE_MINUTES, dimensions: Record<string, string> = {}) {
    return new cloudwatch.Metric({
      namespace: 'AWS/KinesisAnalytics',
      metricName,
      dimensionsMap: { Application: this.applicationName, ...dimensions },
      statistic,
      period,
    });
  }

  /**
   * How much a counter grows per second. Counters count since the job's start and fall to zero with a restart; the rate is
   * then negative for one period. Each parallel part of the job sends its own count, so this is the rate of an average part:
   * above zero if any part counts, and right in a ratio of two counters.
   */
  rate(counter: string, label = counter) {
    return new cloudwatch.MathExpression({
      expression: `RATE(${counter})`,
      usingMetrics: { [counter]: this.of(counter, 'Average') },
      period: FIVE_MINUTES,
      label,
    });
  }

  /** How many percent of another counter's growth this counter's is. */
  share(part: string, whole: string, label: string) {
    return new cloudwatch.MathExpression({
      expression: `100 * RATE(${part}) / RATE(${whole})`,
      usingMetrics: { [part]: this.of(part, 'Average'), [whole]: this.of(whole, 'Average') },
      period: FIVE_MINUTES,
      label,
    });
  }

  /**
   * How far reading is behind the tip of a stream, in milliseconds; -1 before it is known. (Dimensions: AWS's example
   * dashboard in amazon-managed-service-for-apache-flink-examples, infrastructure/monitoring.)
   */
  behind(streamName: string) {
    return this.of('millisBehindLatest', 'Maximum', FIVE_MINUTES, { Id: streamName, Flow: 'Input' });
  }
}
