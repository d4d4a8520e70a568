import { parseArgs } from 'node:util';
import { Fault } from '../fault.js';

/** What the program is to do. */
export type Command = 'deploy' | 'update' | 'dry-run' | 'rollback' | 'destroy';

/** The options of one run, checked. */
export interface Options {
  readonly command: Command;
  readonly stack: string;
  readonly region?: string;
  readonly profile?: string;
  readonly bucket?: string;
  /** A jar that is deployed as it is; left out: the jar is built. */
  readonly jar?: string;
  /** A template other than the committed one, such as a release's. */
  readonly template?: string;
  readonly parallelism?: number;
  readonly alertEmail?: string;
  readonly spans: boolean;
  /** Further template parameters by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly yes: boolean;
  readonly deleteTable: boolean;
  /** How long to wait for records, in minutes; 0 does not wait. */
  readonly waitMinutes: number;
  /** Seconds between two questions to AWS while something is awaited. */
  readonly pollSeconds: number;
  readonly traffic: Traffic;
}

/** The traffic that the cost is estimated for. */
export interface Traffic {
  readonly spansPerSecond: number;
  readonly changesPerSecond: number;
  readonly trailEventsPerSecond: number;
  readonly edges: number;
}

const COMMANDS = ['update', 'dry-run', 'rollback', 'destroy'] as const;

const DEFINITION = {
  update: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  rollback: { type: 'boolean' },
  destroy: { type: 'boolean' },
  'delete-table': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  stack: { type: 'string' },
  region: { type: 'string' },
  profile: { type: 'string' },
  bucket: { type: 'string' },
  jar: { type: 'string' },
  template: { type: 'string' },
  parallelism: { type: 'string' },
  'alert-email': { type: 'string' },
  'no-spans': { type: 'boolean' },
  set: { type: 'string', multiple: true },
  wait: { type: 'string' },
  poll: { type: 'string' },
  'spans-per-second': { type: 'string' },
  'changes-per-second': { type: 'string' },
  'trail-events-per-second': { type: 'string' },
  edges: { type: 'string' },
} as const;

/** Every option's name, as the user writes it. */
export const OPTION_NAMES: readonly string[] = Object.keys(DEFINITION).map((name) => `--${name}`);

/** Reads the arguments. Throws one {@link Fault} that names every fault at once. */
export const readOptions = (args: readonly string[]): Options => {
  const values = parse(args);
  const faults: string[] = [];
  const number = (name: keyof typeof DEFINITION, fallback: number, min: number, max: number, whole = false): number => {
    const text = values[name];
    if (text === undefined) return fallback;
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      faults.push(`--${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}, not "${String(text)}".`);
    }
    return value;
  };
  const matching = (name: 'stack' | 'region' | 'bucket' | 'alert-email', form: RegExp, example: string) => {
    const text = values[name];
    if (text !== undefined && !form.test(text)) faults.push(`--${name} must be like ${example}, not "${text}".`);
    return text;
  };
  const commands = COMMANDS.filter((name) => values[name]);
  if (commands.length > 1) faults.push(`Only one of ${commands.map((name) => `--${name}`).join(', ')} can be done at a time.`);
  if (values['delete-table'] && !values.destroy) faults.push('--delete-table belongs to --destroy.');
  const options: Options = {
    command: commands[0] ?? 'deploy',
    stack: matching('stack', /^[A-Za-z][A-Za-z0-9-]{0,99}$/, 'flowlens (letters, digits, hyphens)') ?? 'flowlens',
    region: matching('region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'us-east-1'),
    profile: values.profile,
    bucket: matching('bucket', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'my-code-bucket'),
    jar: values.jar,
    template: values.template,
    parallelism: values.parallelism === undefined ? undefined : number('parallelism', 1, 1, 256, true),
    alertEmail: matching('alert-email', /^[^@\s]+@[^@\s]+$/, 'on-call@example.com'),
    spans: !values['no-spans'],
    parameters: readParameters(values.set ?? [], faults),
    yes: values.yes ?? false,
    deleteTable: values['delete-table'] ?? false,
    waitMinutes: number('wait', 10, 0, 120),
    pollSeconds: number('poll', 5, 0.01, 60),
    traffic: {
      spansPerSecond: number('spans-per-second', 100, 0, 1e7),
      changesPerSecond: number('changes-per-second', 20, 0, 1e7),
      trailEventsPerSecond: number('trail-events-per-second', 0, 0, 1e7),
      edges: number('edges', 50, 0, 1e6, true),
    },
  };
  if (faults.length > 0) throw new Fault([...faults, 'scripts/deploy --help lists the options.'].join('\n'), 2);
  return options;
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: DEFINITION, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new Fault(`${(error as Error).message.split('. ', 1)[0]}. scripts/deploy --help lists the options.`, 2);
  }
};

const readParameters = (entries: readonly string[], faults: string[]): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const entry of entries) {
    const at = entry.indexOf('=');
    if (at < 1) faults.push(`--set must be like NAME=VALUE, not "${entry}".`);
    else parameters[entry.slice(0, at)] = entry.slice(at + 1);
  }
  return parameters;
};
