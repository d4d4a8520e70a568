import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { templateApp } from '../lib/templates';
import { diagramStack } from './diagram-stack';

// An app of the committed templates, and of a stack with the diagram, under cdk-nag; the context asks for faults in it.
const { app, stacks } = templateApp();
const stack = stacks['flowlens.template.json'];
if (app.node.tryGetContext('faults')) {
  new sqs.Queue(stack, 'QueueWithoutDeadLetters', { enforceSSL: true });
  const role = stack.node.findChild('Default').node.findChild('JobRole') as iam.Role;
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
}
diagramStack(app, 'with-diagram');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
