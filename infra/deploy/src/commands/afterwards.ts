import { untilRecordsFlow } from '../application/records.js';
import { Context } from '../context.js';
import { Interrupted } from '../fault.js';
import { Plan } from '../plan.js';
import { Stack } from '../stack/stack.js';

/** Waits for records and says what was seen. Returns 1 if records come in but nothing comes out. */
export const waitForRecords = async (context: Context, stack: Stack): Promise<number> => {
  const { options, terminal } = context;
  if (options.waitMinutes === 0) return 0;
  terminal.heading('Records');
  terminal.say(
    `  Waiting up to ${options.waitMinutes} minutes for the first rows of the edge table. Ctrl-C ends only the waiting;`,
    '  the job goes on, and begins by itself with the first record.',
  );
  let seen: Awaited<ReturnType<typeof untilRecordsFlow>>;
  try {
    seen = await untilRecordsFlow(context, stack.outputs);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    terminal.say('  The waiting was ended; everything is deployed, and the job runs.');
    return 0;
  }
  const { flow, passed } = seen;
  const came = `${passed.spans} span batches, ${passed.changes} changes, ${passed.trail} CloudTrail events`;
  switch (flow) {
    case 'rows':
      terminal.say(`  Records flow: ${came} came in, and ${passed.rows} write units went to the edge table.`);
      return 0;
    case 'no-rows':
      terminal.say(
        `  Records come in (${came}), but the edge table has no row yet: ${passed.deadLetters} became dead letters.`,
        `  The job's log says more: aws logs tail ${stack.outputs['LogGroupName'] ?? ''} --since 30m`,
      );
      return 1;
    case 'nothing-sent':
      terminal.say('  No record came, because nothing sends: all three input streams are empty. The commands below send some.');
      return 0;
  }
};

/** Prints what to open and what to do next: addresses and commands, most of them outputs of the stack. */
export const printNextSteps = async (context: Context, plan: Plan, stack: Stack): Promise<void> => {
  const { terminal } = context;
  const { outputs } = stack;
  terminal.heading('Open');
  const open = { Dashboard: 'DashboardUrl', 'Edge table': 'EdgeTableName', Anomalies: 'AnomalyStreamName', Log: 'LogGroupName' };
  for (const [what, output] of Object.entries(open)) terminal.say(`  ${what.padEnd(12)}${outputs[output] ?? 'unknown'}`);
  terminal.heading('Next');
  for (const [name, value] of Object.entries(outputs)) {
    if (!name.endsWith('Command') || name === 'StartCommand') continue;
    terminal.say(`  ${stack.descriptions[name] || name}`, `    ${value}`);
  }
  const { alertEmail } = context.options;
  if (alertEmail) terminal.say(`  Confirm the e-mail that AWS sends to ${alertEmail}; until then it gets no alert.`);
  terminal.say(
    `  The diagram, on this machine: scripts/build diagram && java -jar diagram/target/flowlens-diagram.jar --port 8080 \\`,
    `    --table ${outputs['EdgeTableName'] ?? ''} --region ${plan.region} --anomaly-stream ${outputs['AnomalyStreamName'] ?? ''}`,
    `  Another version: ${plan.command('--update')}`,
    `  Back to the version before: ${plan.command('--rollback')}`,
    `  Away with it: ${plan.command('--destroy')}`,
  );
};
