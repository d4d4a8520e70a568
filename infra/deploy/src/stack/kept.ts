/** A resource that outlives its stack. */
export interface Kept {
  readonly type: string;
  readonly name: string;
}

const TABLE = 'AWS::DynamoDB::Table';

/** What a kept resource costs, and how to get rid of it. */
const KINDS: Readonly<Record<string, { cost: string; commands: (name: string) => string[] }>> = {
  [TABLE]: {
    cost: 'about 0.25 $ a month for each GB, and 0.20 $ for its recovery, in us-east-1',
    commands: (name) => [
      `aws dynamodb update-table --table-name ${name} --no-deletion-protection-enabled`,
      `aws dynamodb delete-table --table-name ${name}`,
    ],
  },
  'AWS::KMS::Key': {
    cost: '1 $ a month; without it the table cannot be read',
    commands: (name) => [`aws kms schedule-key-deletion --key-id ${name} --pending-window-in-days 7`],
  },
  'AWS::Kinesis::Stream': {
    cost: 'about 29 $ a month in us-east-1, also when it is empty',
    commands: (name) => [`aws kinesis delete-stream --stream-name ${name}`],
  },
};

/** The commands that delete a kept resource; none if its kind is not known. */
export const deletionCommands = (type: string, name: string, region: string): string[] =>
  (KINDS[type]?.commands(name) ?? []).map((command) => `${command} --region ${region}`);

/** What stays, what it costs, and the commands that delete it. */
export const keptLines = (kept: readonly Kept[], deleteTable: boolean, region: string): string[] =>
  kept.flatMap(({ type, name }) => {
    if (deleteTable && type === TABLE) return [`  Deleted too, with everything in it: the table ${name}.`];
    const kind = KINDS[type];
    return [
      `  Stays: ${name} (${type})${kind ? `, ${kind.cost}.` : '.'}`,
      ...deletionCommands(type, name, region).map((command) => `    ${command}`),
    ];
  });
