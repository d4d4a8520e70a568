import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Flowlens, FlowlensProps } from './flowlens';
import { jarOnDisk } from './job-code';
import { addOutputs } from './outputs';

/** The properties of {@link FlowlensStack}: those of the construct, with the jar by its path. */
export interface FlowlensStackProps extends StackProps, Omit<FlowlensProps, 'code'> {
  /** The job's jar on disk. */
  readonly jar: string;
}

/** flowlens as a stack of a CDK app, with the outputs of the committed template. */
export class FlowlensStack extends Stack {
  readonly flowlens: Flowlens;

  constructor(scope: Construct, id: string, props: FlowlensStackProps) {
    super(scope, id, props);
    this.flowlens = new Flowlens(this, 'Default', { ...props, code: jarOnDisk(this, props.jar) });
    addOutputs(this, this.flowlens);
  }
}
