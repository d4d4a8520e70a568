import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, Interrupted } from '../fault.js';

/** The jar's folder in the bucket: the job's role may read whatever lies below it. */
const PREFIX = 'flowlens/';

/** Managed Flink takes no larger jar. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The job's jar, and the key it gets in S3: another content has another key, which Managed Flink needs. */
export interface Jar {
  readonly path: string;
  readonly content: Buffer;
  /** SHA-256 in base64, as S3 checks it. */
  readonly sha256: string;
  readonly key: string;
}

/** Where the build puts the jar. */
export const builtJar = (root: string): string => join(root, 'job', 'target', 'flowlens-job.jar');

/** Builds the job's jar, unless it is up to date. The build's own output goes to standard error. */
export const buildJar = async (root: string, signal: AbortSignal): Promise<void> => {
  const build = spawn(join(root, 'scripts', 'build'), ['job'], { stdio: ['ignore', 'inherit', 'inherit'], signal });
  await new Promise<void>((resolve, reject) => {
    build.on('error', () => reject(signal.aborted ? new Interrupted() : new Fault('scripts/build cannot be started.')));
    build.on('exit', (status) =>
      status === 0 ? resolve() : reject(new Fault('The build failed; its reason stands above. Nothing was created.')),
    );
  });
};

/** Reads a jar. Throws a {@link Fault} if it is missing, no jar, or too large for Managed Flink. */
export const readJar = async (path: string): Promise<Jar> => {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch {
    throw new Fault(`The jar ${path} cannot be read: check --jar, or leave it out to have the jar built.`, 2);
  }
  if (content.subarray(0, 2).toString('latin1') !== 'PK') throw new Fault(`${path} is not a jar.`, 2);
  if (content.length > MAX_BYTES) throw new Fault(`${path} is larger than the 512 MB that Managed Flink takes.`, 2);
  const hash = createHash('sha256').update(content).digest();
  return {
    path,
    content,
    sha256: hash.toString('base64'),
    key: `${PREFIX}${hash.toString('hex').slice(0, 16)}/flowlens-job.jar`,
  };
};
