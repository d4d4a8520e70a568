import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';

/** An allowing statement. */
export const allow = (actions: string[], resources: string[]) => new iam.PolicyStatement({ actions, resources });

/** What a poller needs to read a stream. */
export const readStreams = (streams: kinesis.IStream[]) =>
  allow(
    [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:ListShards',
      'kinesis:GetShardIterator',
      'kinesis:GetRecords',
    ],
    streams.map((stream) => stream.streamArn),
  );

/** Use of the key: `kms:Decrypt` to read what it encrypts, `kms:GenerateDataKey` to write. */
export const useKey = (key: kms.IKey, ...actions: ('kms:Decrypt' | 'kms:GenerateDataKey')[]) =>
  allow(actions, [key.keyArn]);

/** A service of AWS, acting for this account only: another account's resources cannot use the role through it. */
export const serviceInThisAccount = (service: string) =>
  new iam.ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } });

/**
 * The permissions of a role as a part of the role. A separate policy could be made after the resource that uses the
 * role, and some services check the permissions when they are created.
 */
export const permissions = (...statements: iam.PolicyStatement[]) => ({
  permissions: new iam.PolicyDocument({ statements }),
});
