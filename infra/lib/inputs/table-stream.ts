import * as iam from 'aws-cdk-lib/aws-iam';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import { allow, permissions, serviceInThisAccount } from '../policy';

/** A table whose changes are in a DynamoDB stream and not in Kinesis. */
export interface TableStreamSource {
  /** The DynamoDB stream, `arn:…:table/<name>/stream/<label>`. The label changes when the stream is switched off and on. */
  readonly tableStreamArn: string;
  /** The customer key of the table; left out where the table has none. */
  readonly tableKeyArn?: string;
}

/** The properties of {@link TableStream}. */
export interface TableStreamProps extends TableStreamSource {
  /** Takes the change records. */
  readonly changesStreamArn: string;
  /** The key of the changes stream. */
  readonly keyArn: string;
  /** Notes which records could not be delivered: shard and sequence numbers, not the records. */
  readonly undeliveredQueueArn: string;
}

/** One pipe from a table's DynamoDB stream into the changes stream. The records pass as they are. */
export class TableStream extends Construct {
  constructor(scope: Construct, id: string, props: TableStreamProps) {
    super(scope, id);
    const statements = [
      allow(
        ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        [props.tableStreamArn],
      ),
      allow(['kinesis:PutRecord', 'kinesis:PutRecords'], [props.changesStreamArn]),
      allow(['kms:GenerateDataKey'], [props.keyArn]),
      allow(['sqs:SendMessage'], [props.undeliveredQueueArn]),
    ];
    if (props.tableKeyArn !== undefined) {
      statements.push(allow(['kms:Decrypt'], [props.tableKeyArn]));
    }
    const role = new iam.Role(this, 'Role', {
      description: 'Pipe from a DynamoDB stream into the changes stream of flowlens',
      assumedBy: serviceInThisAccount('pipes.amazonaws.com'),
      inlinePolicies: permissions(...statements),
    });
    new pipes.CfnPipe(this, 'Pipe', {
      description: 'Changes of a DynamoDB table, for flowlens',
      roleArn: role.roleArn,
      source: props.tableStreamArn,
      sourceParameters: {
        dynamoDbStreamParameters: {
          // What the DynamoDB stream still holds, at most a day, is of use.
          startingPosition: 'TRIM_HORIZON',
          batchSize: 100,
          maximumBatchingWindowInSeconds: 1,
          maximumRetryAttempts: 100,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: props.undeliveredQueueArn },
        },
      },
      target: props.changesStreamArn,
      targetParameters: { kinesisStreamParameters: { partitionKey: '$.eventID' } },
    });
  }
}
