import { access } from 'node:fs/promises';
import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { Finding, note, stop } from '../checks/finding.js';
import { printFindings, runChecks } from '../checks/checks.js';
import { findBucket } from '../code/bucket.js';
import { builtJar, readJar } from '../code/jar.js';
import { Context } from '../context.js';
import { costLines } from '../cost/print.js';
import { readPrices } from '../cost/prices.js';
import { workloadOf } from '../cost/workload.js';
import { Plan } from '../plan.js';
import { permissionLines } from '../template/permissions.js';
import { Resource } from '../template/template.js';

/**
 * Shows everything and touches nothing: it only reads. Returns 2 if a deployment would be stopped by a check.
 *
 * Without access to AWS (`noAccess` says why) it shows what the template alone says.
 */
export const dryRun = async (context: Context, plan: Plan, root: string, noAccess?: string): Promise<number> => {
  const { terminal, options, template } = context;
  const findings =
    noAccess === undefined
      ? [...(await runChecks(context, plan)), ...(await checkBucket(context, plan)), await validate(context)]
      : [stop(noAccess), note('The account was not looked at; what follows is what the template says.')];
  terminal.heading('Checks');
  printFindings(context, findings);

  terminal.heading('Stack');
  terminal.say(
    plan.stack === undefined
      ? `  ${options.stack} does not exist in ${plan.region} (account ${plan.account}); it would be created.`
      : `  ${options.stack} exists in ${plan.region} (account ${plan.account}), ${plan.stack.status}; it would be updated.`,
    `  Jar: s3://${plan.bucket}/${await jarKey(options.jar ?? builtJar(root))}`,
  );

  terminal.heading('Parameters');
  for (const [name, parameter] of Object.entries(template.parameters)) {
    if (name === 'JarBucket' || name === 'JarKey') continue;
    terminal.say(`  ${`${name} = ${plan.values[name] ?? ''}`.padEnd(32)} ${parameter.Description ?? ''}`.trimEnd());
  }

  terminal.heading(plan.deployed === undefined ? 'Resources that would be created' : 'Resources, compared with the deployed template');
  terminal.say(...(plan.deployed === undefined ? resourceLines(plan.resources) : differenceLines(plan)));

  terminal.heading('Permissions that the stack gives to its own roles');
  terminal.say(...permissionLines(plan.resources).map((line) => `  ${line}`));

  terminal.heading('Cost');
  terminal.say(...costLines(workloadOf(plan.resources, plan.kpus, options.traffic), await readPrices(), plan.region));

  terminal.heading('Nothing was created, changed or uploaded.');
  const stopped = findings.some((finding) => finding.level === 'stop');
  terminal.say(
    stopped
      ? 'A deployment would stop at the checks above that say STOP.'
      : `To get a change set, and decide on it: ${plan.command(plan.stack === undefined ? '' : '--update')}`,
  );
  return stopped ? 2 : 0;
};

const checkBucket = async (context: Context, plan: Plan): Promise<Finding[]> => {
  if (await findBucket(context, plan)) return [note(`The bucket ${plan.bucket} exists.`)];
  return [
    context.options.bucket === undefined
      ? note(`The bucket ${plan.bucket} does not exist; it would be created.`)
      : stop(`There is no bucket ${plan.bucket}: create it, or leave out --bucket to have one created.`),
  ];
};

/** Has CloudFormation read the template, which neither makes a change set nor needs the jar. */
const validate = async ({ aws, template }: Context): Promise<Finding> => {
  try {
    await aws.cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: template.body }));
    return note('CloudFormation accepts the template.');
  } catch (error) {
    return stop(`CloudFormation does not accept the template: ${(error as Error).message.split('\n', 1)[0]}`);
  }
};

const jarKey = async (path: string): Promise<string> => {
  try {
    await access(path);
  } catch {
    return 'flowlens/<hash of its content>/flowlens-job.jar (not built yet; a dry run builds nothing)';
  }
  return (await readJar(path)).key;
};

const resourceLines = (resources: readonly [string, Resource][]): string[] =>
  resources.map(
    ([id, resource]) =>
      `  ${id.padEnd(40)} ${resource.Type}${isKept(resource) ? '  (stays when the stack is deleted)' : ''}`,
  );

const isKept = (resource: Resource): boolean => /^Retain/.test(resource.DeletionPolicy ?? '');

/** What differs between two templates. The change set is exact; this is what can be said without one. */
const differenceLines = (plan: Plan): string[] => {
  const before = new Map(plan.deployed?.resources(plan.stack?.parameters ?? {}));
  const after = new Map(plan.resources);
  const lines: string[] = [];
  for (const [id, resource] of after) {
    const old = before.get(id);
    if (old === undefined) lines.push(`  added    ${id.padEnd(40)} ${resource.Type}`);
    else if (JSON.stringify(old) !== JSON.stringify(resource)) lines.push(`  changed  ${id.padEnd(40)} ${resource.Type}`);
  }
  for (const [id, resource] of before) {
    if (!after.has(id)) lines.push(`  removed  ${id.padEnd(40)} ${resource.Type}${isKept(resource) ? '  (kept)' : ''}`);
  }
  for (const [name, value] of Object.entries(plan.given)) {
    const old = plan.stack?.parameters[name];
    if (old !== value) lines.push(`  parameter ${name}: ${old ?? 'not set'} -> ${value}`);
  }
  return lines.length > 0 ? lines : ['  The template and the parameters are the same; only the jar may be another.'];
};
