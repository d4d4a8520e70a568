import { App, BootstraplessSynthesizer, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { TableStream } from './inputs/table-stream';

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
    const imported = (name: string) => Fn.importValue(Fn.sub(`\${FlowlensStack}-${name}`));
    void flowlens;
    new TableStream(this, 'Default', {
      tableStreamArn: tableStream.valueAsString,
      changesStreamArn: imported('ChangesStreamArn'),
      keyArn: imported('KeyArn'),
      undeliveredQueueArn: imported('UndeliveredQueueArn'),
    });
  }
}
