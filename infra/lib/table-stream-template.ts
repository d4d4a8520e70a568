import { App, BootstraplessSynthesizer, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { TableStream } from './inputs/table-stream';
import { EXPORTED } from './outputs';

/** One table's DynamoDB stream for a flowlens that is deployed already. Deploy it once for each table. */
export class TableStreamTemplate extends Stack {
  constructor(app: App, id: string) {
    super(app, id, {
      synthesizer: new BootstraplessSynthesizer(),
      description: 'flowlens: the changes of one table, from its DynamoDB stream',
    });
    const flowlens = new CfnParameter(this, 'FlowlensStack', {
      default: 'flowlens',
      description: 'The name of the flowlens stack, in this region.',
    });
    const tableStream = new CfnParameter(this, 'TableStreamArn', {
      allowedPattern: 'arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\\d{12}:table/[^/]+/stream/.+',
      constraintDescription: 'must be the LatestStreamArn of a table (aws dynamodb describe-table)',
      description: 'The LatestStreamArn of the table. Its view type should be NEW_AND_OLD_IMAGES.',
    });
    const imported = (name: (typeof EXPORTED)[number]) => Fn.importValue(Fn.join('-', [flowlens.valueAsString, name]));
    const tableKey = new CfnParameter(this, 'TableKeyArn', {
      default: '',
      description: 'The ARN of the KMS key of the table, if it is a customer key. Blank for none.',
    });
    new CfnCondition(this, 'TableKeyIsGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(tableKey.valueAsString, '')),
    });
    new TableStream(this, 'Default', {
      tableStreamArn: tableStream.valueAsString,
      // A list of statements cannot have a condition, so without a key of the table the statement names that of flowlens.
      // The pipe may write with it anyway, and can read nothing that it encrypts.
      tableKeyArn: Fn.conditionIf('TableKeyIsGiven', tableKey.valueAsString, imported('KeyArn')).toString(),
      changesStreamArn: imported('ChangesStreamArn'),
      keyArn: imported('KeyArn'),
      undeliveredQueueArn: imported('UndeliveredQueueArn'),
    });
  }
}
