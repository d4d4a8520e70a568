import * as s3assets from 'aws-cdk-lib/aws-s3-assets';
import { Arn, Aws, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Where the job's jar lies in S3. */
export interface JobCode {
  /** The bucket, as an ARN. */
  readonly bucketArn: string;
  /** The jar's key. Every build needs a new one: Managed Flink does not see that an object's content has changed. */
  readonly key: string;
  /**
   * The keys that the job's role may read, as a pattern. It covers earlier jars too: after a rollback Managed Flink reads
   * the earlier one.
   */
  readonly readableKeys: string;
}

/** A jar in a bucket of yours, under keys that begin with `prefix`. */
export const jarInBucket = (bucketName: string, key: string, prefix: string): JobCode => ({
  bucketArn: `arn:${Aws.PARTITION}:s3:::${bucketName}`,
  key,
  readableKeys: `${prefix}*`,
});

/** A jar on disk, uploaded by `cdk deploy` to the bucket of `cdk bootstrap`. */
export const jarOnDisk = (scope: Construct, path: string): JobCode => {
  const asset = new s3assets.Asset(scope, 'Jar', { path });
  return {
    bucketArn: Arn.format({ service: 's3', region: '', account: '', resource: asset.s3BucketName }, Stack.of(scope)),
    key: asset.s3ObjectKey,
    readableKeys: '*.jar',
  };
};
