import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FlowlensStack } from '../lib/stack';

// The app for those who deploy with CDK. Settings come from the context: `npx cdk deploy -c jar=… -c parallelism=2`.
const app = new App();
const text = (key: string): string | undefined => app.node.tryGetContext(key);
const jar = text('jar') ?? '../job/target/flowlens-job.jar';
new FlowlensStack(app, text('stack') ?? 'flowlens', {
  jar,
  parallelism: Number(text('parallelism') ?? 1),
  subscribeSpans: text('subscribeSpans') === 'true',
  tableStreams: (text('tableStreams') ?? '')
    .split(',')
    .filter((arn) => arn !== '')
    .map((tableStreamArn) => ({ tableStreamArn })),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
