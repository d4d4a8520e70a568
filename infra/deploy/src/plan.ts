import { Clients } from './clients.js';
import { Options } from './options/options.js';
import { findStack, Stack, templateOf } from './stack/stack.js';
import { parametersOf } from './template/parameters.js';
import { Resource, Template } from './template/template.js';

/** What a deployment is going to do, as far as options, template and the stack that exists say. */
export interface Plan {
  readonly account: string;
  readonly region: string;
  /** The stack that exists; undefined for a first deployment. */
  readonly stack?: Stack;
  /** The template of the stack that exists. */
  readonly deployed?: Template;
  /** Where the jar goes. */
  readonly bucket: string;
  /** Parameters that the options name. */
  readonly given: Readonly<Record<string, string>>;
  /** Every parameter's value but the jar's: the given, else the stack's, else the default. */
  readonly values: Readonly<Record<string, string>>;
  readonly resources: readonly [string, Resource][];
  /** KPUs of the job, without the one for orchestration. */
  readonly kpus: number;
  readonly additionalStreams: number;
  readonly newlySubscribesSpans: boolean;
  /** A command line of this program for the same stack, region and profile. */
  readonly command: (arguments_: string) => string;
}

/** Makes the plan. It reads from AWS and writes nothing. */
export const makePlan = async (options: Options, aws: Clients, template: Template, account: string): Promise<Plan> => {
  const stack = await findStack(aws, options.stack);
  const exists = stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS';
  const deployed = exists ? await templateOf(aws, options.stack) : undefined;
  return planFor(options, template, account, aws.region, stack, deployed);
};

/** The plan of a first deployment into an account that cannot be asked. */
export const planWithoutAccount = (options: Options, region: string, template: Template): Plan =>
  planFor(options, template, 'ACCOUNT', region);

const planFor = (
  options: Options,
  template: Template,
  account: string,
  region: string,
  stack?: Stack,
  deployed?: Template,
): Plan => {
  const given = parametersOf(options, template, stack === undefined);
  const values = template.effectiveValues({ ...stack?.parameters, ...given });
  const resources = template.resources(values);
  const before = deployed && stack ? deployed.resources(stack.parameters) : [];
  return {
    account,
    region,
    stack,
    deployed,
    bucket: options.bucket ?? stack?.parameters['JarBucket'] ?? `flowlens-code-${account}-${region}`,
    given,
    values,
    resources,
    kpus: Math.ceil(Number(values['Parallelism'] ?? 1) / Number(values['ParallelismPerKPU'] ?? 1)),
    additionalStreams: countOf(resources, 'AWS::Kinesis::Stream') - countOf(before, 'AWS::Kinesis::Stream'),
    newlySubscribesSpans:
      countOf(resources, 'AWS::Logs::SubscriptionFilter') > countOf(before, 'AWS::Logs::SubscriptionFilter'),
    command: (arguments_) => commandLine(options, region, arguments_),
  };
};

/** A command line of this program for the same stack, region and profile. */
export const commandLine = (options: Options, region: string, arguments_: string): string =>
  [
    'scripts/deploy',
    arguments_,
    options.stack === 'flowlens' ? '' : `--stack ${options.stack}`,
    `--region ${region}`,
    options.profile === undefined ? '' : `--profile ${options.profile}`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const countOf = (resources: readonly [string, Resource][], type: string): number =>
  resources.filter(([, resource]) => resource.Type === type).length;
