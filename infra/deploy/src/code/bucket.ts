import {
  BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Context } from '../context.js';
import { Fault } from '../fault.js';
import { Plan } from '../plan.js';
import { Jar } from './jar.js';

/** Whether the bucket is there and ours. Throws a {@link Fault} if it is another account's or in another region. */
export const findBucket = async ({ aws }: Context, { bucket, account, region }: Plan): Promise<boolean> => {
  try {
    const found = await aws.s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }));
    if (found.BucketRegion !== undefined && found.BucketRegion !== region) {
      throw new Fault(`The bucket ${bucket} is in ${found.BucketRegion}, but Managed Flink reads jars of ${region} only: name one there (--bucket).`, 2);
    }
    return true;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 404) return false;
    if (status === 301) throw new Fault(`The bucket ${bucket} is in another region than ${region}: name one there (--bucket).`, 2);
    if (status === 403) {
      throw new Fault(`The bucket ${bucket} belongs to another account, or the credentials may not see it (s3:ListBucket): name another (--bucket).`, 2);
    }
    throw error;
  }
};

/** Creates the bucket for jars: encrypted, closed to the public, reached by TLS only. */
export const createBucket = async ({ aws, made, terminal }: Context, { bucket, account, region }: Plan): Promise<void> => {
  const owner = { Bucket: bucket, ExpectedBucketOwner: account };
  await aws.s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      // us-east-1 is the one region that must not be named.
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
    }),
  );
  made.note('bucket', { what: `the bucket ${bucket}, new`, cleanUps: [`aws s3 rb s3://${bucket} --force`] });
  await aws.s3.send(
    new PutPublicAccessBlockCommand({
      ...owner,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await aws.s3.send(
    new PutBucketEncryptionCommand({
      ...owner,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
  );
  await aws.s3.send(new PutBucketPolicyCommand({ ...owner, Policy: JSON.stringify(tlsOnly(bucket, region)) }));
  terminal.say(`  Created the bucket ${bucket} (encrypted, not public, TLS only).`);
};

const tlsOnly = (bucket: string, region: string) => {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const arn = `arn:${partition}:s3:::${bucket}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
};

/** Uploads the jar, unless the same content is there already. S3 checks what it receives against the hash. */
export const uploadJar = async ({ aws, made, terminal }: Context, plan: Plan, jar: Jar): Promise<void> => {
  const place = { Bucket: plan.bucket, Key: jar.key, ExpectedBucketOwner: plan.account };
  const address = `s3://${plan.bucket}/${jar.key}`;
  try {
    const { ContentLength: length } = await aws.s3.send(new HeadObjectCommand(place));
    if (length === jar.content.length) {
      terminal.say(`  The same jar is already at ${address}.`);
      return;
    }
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    // Without s3:ListBucket, S3 says 403 for a key that does not exist.
    if (status !== 404 && status !== 403) throw error;
  }
  await aws.s3.send(
    new PutObjectCommand({ ...place, Body: jar.content, ChecksumSHA256: jar.sha256, ContentType: 'application/java-archive' }),
  );
  made.note('jar', { what: `the jar ${address}`, cleanUps: [`aws s3 rm ${address}`] });
  terminal.say(`  Uploaded ${(jar.content.length / 1e6).toFixed(1)} MB to ${address}.`);
};
