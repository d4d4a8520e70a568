import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { OPTION_NAMES } from '../src/options/options.js';
import { PACKAGE } from './run.js';

const ROOT = join(PACKAGE, '../..');

test('the help names every option, and no other', () => {
  const help = readFileSync(join(PACKAGE, 'help.txt'), 'utf8');
  const named = new Set([...help.matchAll(/^ {2}(?:scripts\/deploy )?(--[a-z-]+)/gm)].map(([, name]) => name));
  assert.deepEqual([...named].sort(), [...OPTION_NAMES].sort());
});

test('scripts/deploy --help needs no library and builds nothing', () => {
  // Without node, npm or mvn in the path, only text can be printed.
  const text = execFileSync(join(ROOT, 'scripts/deploy'), ['--update', '--help'], { env: { PATH: '/usr/bin:/bin', NODE_OPTIONS: '--bad' } });
  assert.equal(text.toString(), readFileSync(join(PACKAGE, 'help.txt'), 'utf8'));
});

/** What IAM calls an operation, where it calls it otherwise. */
const ACTION: Record<string, string> = {
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};
const PREFIX: Record<string, string> = {
  'cloudwatch-logs': 'logs',
  'kinesis-analytics-v2': 'kinesisanalytics',
  'service-quotas': 'servicequotas',
};

test("the deployer's policy allows every call that the program makes", () => {
  const allowed = (JSON.parse(readFileSync(join(PACKAGE, 'deployer-policy.json'), 'utf8')) as { Statement: { Action: string | string[] }[] }).Statement.flatMap((statement) => statement.Action);
  const called = new Set<string>();
  for (const file of readdirSync(join(PACKAGE, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(PACKAGE, 'src', file), 'utf8');
    for (const [, names = '', client = ''] of source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g)) {
      for (const [, operation] of names.matchAll(/(\w+)Command\b/g)) {
        const action = `${PREFIX[client] ?? client}:${operation}`;
        called.add(ACTION[action] ?? action);
      }
    }
  }
  // Anybody may ask who they are.
  called.delete('sts:GetCallerIdentity');
  assert.ok(called.size > 25, [...called].join());
  const missing = [...called].filter((action) => !allowed.includes(action) && !allowed.includes(`${action.split(':')[0]}:*`));
  assert.deepEqual(missing, []);
});

test('every command of this program in docs/deploy.md has options that exist', () => {
  const text = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
  const commands = [...text.matchAll(/scripts\/deploy((?: +[^\s`|#)]+)*)/g)].map(([command]) => command);
  assert.ok(commands.length > 5);
  for (const command of commands) {
    for (const [option] of command.matchAll(/(?<= )--?[a-z-]+/g)) {
      assert.ok([...OPTION_NAMES, '-y', '--help'].includes(option), command);
    }
  }
});
