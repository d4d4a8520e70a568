import { App, CfnCondition, CfnParameter, BootstraplessSynthesizer, Fn, Stack, Token } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Flowlens } from './flowlens';
import { jarInBucket } from './job-code';
import { addOutputs } from './outputs';

/** The folder of the bucket that jars lie in: the job's role may read any key below it, and no other. */
export const JAR_PREFIX = 'flowlens/';

/**
 * flowlens as a CloudFormation template with parameters, which needs neither Node nor `cdk bootstrap` to be deployed.
 */
export class FlowlensTemplate extends Stack {
  constructor(app: App, id: string) {
    super(app, id, {
      synthesizer: new BootstraplessSynthesizer(),
      description: 'flowlens: the data flow around Amazon DynamoDB, and what is wrong with it',
    });
    const jarBucket = new CfnParameter(this, 'JarBucket', { description: 'The S3 bucket of the jar, in this region.' });
    const jarKey = new CfnParameter(this, 'JarKey', {
      description: `The S3 key of flowlens-job.jar, below ${JAR_PREFIX}. Every version needs a new key.`,
      allowedPattern: `${JAR_PREFIX}.+\\.jar`,
      constraintDescription: `must begin with ${JAR_PREFIX} and end with .jar`,
    });
    const parallelism = new CfnParameter(this, 'Parallelism', {
      type: 'Number',
      default: 1,
      minValue: 1,
      maxValue: 256,
      description: 'Parallel parts of the job. docs/operate.md says how many a load needs.',
    });
    const parallelismPerKpu = new CfnParameter(this, 'ParallelismPerKPU', {
      type: 'Number',
      default: 1,
      minValue: 1,
      maxValue: 8,
      description: 'Parallel parts on each KPU (1 vCPU, 4 GB).',
    });
    const subscribeSpans = flag(
      this,
      'SubscribeSpans',
      'Whether to subscribe the log group aws/spans. It exists only with CloudWatch Transaction Search; without it, deployment fails.',
    );
    const allowNonRestoredState = flag(
      this,
      'AllowNonRestoredState',
      'Whether the job may leave out state of a snapshot that it has no use for. docs/upgrade.md says when.',
    );
    const alertEmail = new CfnParameter(this, 'AlertEmail', {
      default: '',
      description: 'An e-mail address for alarms and anomalies; it must be confirmed. Blank for none.',
    });

    const flowlens = new Flowlens(this, 'Default', {
      code: jarInBucket(jarBucket.valueAsString, jarKey.valueAsString, JAR_PREFIX),
      parallelism: parallelism.valueAsNumber,
      parallelismPerKpu: parallelismPerKpu.valueAsNumber,
      allowNonRestoredState: Token.asAny(allowNonRestoredState.value),
      subscribeSpans: new CfnCondition(this, 'SpansAreSubscribed', {
        expression: Fn.conditionEquals(subscribeSpans.valueAsString, 'true'),
      }),
    });
    const email = new sns.CfnSubscription(this, 'AlertEmailSubscription', {
      topicArn: flowlens.alerts.topic.topicArn,
      protocol: 'email',
      endpoint: alertEmail.valueAsString,
    });
    email.cfnOptions.condition = new CfnCondition(this, 'AlertEmailIsGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(alertEmail.valueAsString, '')),
    });
    addOutputs(this, flowlens);
  }
}

const flag = (stack: Stack, name: string, description: string) =>
  new CfnParameter(stack, name, { allowedValues: ['true', 'false'], default: 'false', description });
