import { Context } from '../context.js';
import { Fault, isRefused } from '../fault.js';
import { Plan } from '../plan.js';
import { obstacle } from '../stack/state.js';
import { Finding, note, stop } from './finding.js';
import { checkFlink, checkStreams } from './quotas.js';
import { checkSpans } from './spans.js';

/**
 * Everything that can be known before anything is made. No check stops another, so that the user reads all at once.
 *
 * A check that the credentials do not allow is a note: the deployment itself may still be allowed.
 */
export const runChecks = async (context: Context, plan: Plan): Promise<Finding[]> => {
  const { aws, options } = context;
  const { stack } = plan;
  const blocked = stack && obstacle(stack, plan.command);
  if (blocked !== undefined) return [stop(blocked)];
  if (options.command === 'update' && !stack) {
    return [stop(`There is no stack ${options.stack} in ${aws.region} to update: ${plan.command('')} creates it.`)];
  }
  const checks: [name: string, check: () => Promise<Finding[]>][] = [
    ['Kinesis streams', () => checkStreams(aws, plan.additionalStreams)],
    ['Managed Flink quotas', () => checkFlink(aws, plan.kpus, stack === undefined)],
  ];
  if (plan.newlySubscribesSpans) checks.push(['Spans', () => checkSpans(aws, options.stack)]);
  const findings: Finding[] = [];
  for (const [name, check] of checks) {
    try {
      findings.push(...(await check()));
    } catch (error) {
      if (!isRefused(error)) throw error;
      findings.push(note(`${name}: not checked, AWS refused it (${(error as Error).message.split('\n', 1)[0]}).`));
    }
  }
  return findings;
};

/** Prints the findings. */
export const printFindings = (context: Context, findings: readonly Finding[]): void => {
  for (const { level, sentence } of findings) context.terminal.say(`  ${level === 'stop' ? 'STOP' : 'ok  '}  ${sentence}`);
};

/** Throws a {@link Fault} if there is a finding that stops; the findings are printed by then. */
export const stopOn = (findings: readonly Finding[]): void => {
  if (findings.some((finding) => finding.level === 'stop')) {
    throw new Fault('Stopped by the checks above that say STOP. Nothing was created or changed.', 2);
  }
};
