import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

const scratch = mkdtempSync(join(tmpdir(), 'flowlens-nag-'));
after(() => rmSync(scratch, { recursive: true }));

/** Runs an app as CDK does, in a process of its own. */
const synth = (app: string, context: Record<string, string>) =>
  spawnSync(process.execPath, [join(__dirname, app)], {
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: join(scratch, 'out'), CDK_CONTEXT_JSON: JSON.stringify(context) },
  });

describe('the rules of cdk-nag (AwsSolutions)', () => {
  const jar = join(scratch, 'job.jar');
  writeFileSync(jar, 'not a real jar');

  test('the app has no finding', () => {
    const run = synth('../bin/app.js', { jar, subscribeSpans: 'true', tableStreams: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders/stream/2026-01-01T00:00:00.000' });
    assert.equal(run.status, 0, run.stdout + run.stderr);
  });

  test('the committed templates and the diagram have no finding', () => {
    const run = synth('nag-app.js', {});
    assert.equal(run.status, 0, run.stdout + run.stderr);
  });

  test('a finding fails the synthesis, and so does a wildcard that nobody gave a reason for', () => {
    const run = synth('nag-app.js', { faults: 'true' });
    assert.equal(run.status, 1);
    assert.match(run.stdout + run.stderr, /AwsSolutions-SQS3/);
    assert.match(run.stdout + run.stderr, /AwsSolutions-IAM5\[Resource::\*\]/);
  });
});
