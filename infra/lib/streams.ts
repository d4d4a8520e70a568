import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The properties of {@link Streams}. */
export interface StreamsProps {
  /** Encrypts every stream. */
  readonly key: kms.IKey;
}

/**
 * The Kinesis streams: three inputs, the anomalies, the dead letters.
 *
 * All are on-demand, so they need no shard count. They are deleted with the stack: an empty on-demand stream costs
 * money every hour, and what matters for longer is in the edge table.
 */
export class Streams extends Construct {
  /** Spans, and other lines of log groups, from CloudWatch Logs subscriptions. Kept for a day. */
  readonly spans: kinesis.Stream;
  /** Change records of DynamoDB tables. Kept for a day. */
  readonly changes: kinesis.Stream;
  /** CloudTrail events from EventBridge. Kept for a day. */
  readonly trail: kinesis.Stream;
  /** What the job finds, for any number of consumers. Kept for seven days, so that a consumer may fail over a weekend. */
  readonly anomalies: kinesis.Stream;
  /** Input that the job could not use, whole. Kept for seven days, the time to fix and replay it. */
  readonly deadLetters: kinesis.Stream;

  constructor(scope: Construct, id: string, props: StreamsProps) {
    super(scope, id);
    const stream = (name: string, retentionPeriod: Duration) => {
      const made = new kinesis.Stream(this, name, {
        streamMode: kinesis.StreamMode.ON_DEMAND,
        retentionPeriod,
        encryption: kinesis.StreamEncryption.KMS,
        encryptionKey: props.key,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      Validations.of(made).acknowledge({
        id: 'AwsSolutions-KDS3',
        reason: 'The rule asks for the AWS-managed key. A customer key encrypts as well, and its owner can revoke access.',
      });
      return made;
    };
    this.spans = stream('Spans', Duration.days(1));
    this.changes = stream('Changes', Duration.days(1));
    this.trail = stream('Trail', Duration.days(1));
    this.anomalies = stream('Anomalies', Duration.days(7));
    this.deadLetters = stream('DeadLetters', Duration.days(7));
  }

  /** The inputs by the name that the job knows them by: property group `Input.<name>`. */
  get inputs(): Record<'spans' | 'changes' | 'trail', kinesis.Stream> {
    return { spans: this.spans, changes: this.changes, trail: this.trail };
  }
}
