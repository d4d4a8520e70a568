import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import { XRayClient } from '@aws-sdk/client-xray';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Fault } from './fault.js';
import { Options } from './options/options.js';

/** One client for each AWS service that is used, all for one region and one identity. */
export class Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly dynamoDb: DynamoDBClient;
  readonly flink: KinesisAnalyticsV2Client;
  readonly kinesis: KinesisClient;
  readonly logs: CloudWatchLogsClient;
  readonly quotas: ServiceQuotasClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
  readonly xray: XRayClient;

  constructor(
    readonly region: string,
    profile: string | undefined,
  ) {
    const config = { region, ...(profile === undefined ? {} : { profile }) };
    this.cloudFormation = new CloudFormationClient(config);
    this.cloudWatch = new CloudWatchClient(config);
    this.dynamoDb = new DynamoDBClient(config);
    this.flink = new KinesisAnalyticsV2Client(config);
    // Left to itself, this client alone would use HTTP/2, which not every network lets through.
    this.kinesis = new KinesisClient({ ...config, requestHandler: new NodeHttpHandler() });
    this.logs = new CloudWatchLogsClient(config);
    this.quotas = new ServiceQuotasClient(config);
    this.s3 = new S3Client(config);
    this.sts = new STSClient(config);
    this.xray = new XRayClient(config);
  }
}

/**
 * The region: the option, else the environment's, else the profile's.
 *
 * `AWS_DEFAULT_REGION` counts too, since the AWS CLI reads it; the SDK for JavaScript does not.
 */
export const regionOf = async (options: Options): Promise<string> => {
  const named = options.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (named) return named;
  try {
    const { profile } = options;
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    throw new Fault('No AWS region is set: add --region, for example --region us-east-1, or set AWS_REGION.', 2);
  }
};
