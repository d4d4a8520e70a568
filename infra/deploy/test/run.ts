import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StubAws } from './aws/stub.js';

/** The package's folder; this file is `dist/test/run.js` in it. */
export const PACKAGE = resolve(import.meta.dirname ?? '.', '../..');

/** What a run printed, standard output and error in their order, and how it ended. */
export interface Outcome {
  readonly text: string;
  readonly status: number | null;
}

/** How a run is started. */
export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  /** Leaves out the credentials, the region, or both. */
  readonly without?: readonly ('credentials' | 'region')[];
  /** Called with the process, so that a test can interrupt it. */
  readonly started?: (interrupt: () => void) => void;
  /** The AWS configuration file, `~/.aws/config`. */
  readonly config?: string;
}

/** Runs the program as `scripts/deploy` does, in a process of its own, against the stub. */
export const run = async (stub: StubAws, args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
  const home = mkdtempSync(join(tmpdir(), 'flowlens-deploy-'));
  try {
    const jar = join(home, 'flowlens-job.jar');
    writeFileSync(jar, 'PK\u0003\u0004 not really a jar');
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), options.config ?? '');
    const output = openSync(join(home, 'output'), 'w');
    const fixed = ['--jar', jar, '--template', join(PACKAGE, 'test/template.json'), '--poll', '0.01'];
    const child = spawn(process.execPath, [join(PACKAGE, 'dist/src/main.js'), ...args, ...fixed], {
      stdio: ['pipe', output, output],
      env: environment(stub, home, options),
    });
    options.started?.(() => child.kill('SIGINT'));
    child.stdin?.end(options.stdin ?? '');
    const status = await new Promise<number | null>((done) => child.on('exit', done));
    return { text: steady(readFileSync(join(home, 'output'), 'utf8'), home), status };
  } finally {
    rmSync(home, { recursive: true });
  }
};

const environment = (stub: StubAws, home: string, { env = {}, without = [] }: RunOptions): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  AWS_ENDPOINT_URL: stub.url,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  ...(without.includes('credentials') ? {} : { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' }),
  ...(without.includes('region') ? {} : { AWS_REGION: 'us-east-1' }),
  ...env,
});

/** Takes out what differs between runs: times and the temporary folder. */
const steady = (text: string, home: string): string =>
  text.replaceAll(home, '/tmp').replace(/\d{8}T\d{6}Z/g, '20261201T090000Z');

/**
 * Compares what the user reads with a file of `test/golden`, which is written to be read too. `GOLDEN=write` writes the
 * files; what changed is then seen in the diff.
 */
export const assertReads = (outcome: Outcome, file: string): void => {
  const path = join(PACKAGE, 'test/golden', file);
  if (process.env['GOLDEN'] === 'write' || !existsSync(path)) {
    assert.equal(process.env['GOLDEN'], 'write', `${file} is missing; GOLDEN=write writes it`);
    writeFileSync(path, outcome.text);
  }
  assert.equal(outcome.text, readFileSync(path, 'utf8'));
};
