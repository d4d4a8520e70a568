import {
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { Clients } from '../clients.js';
import { isNamed } from '../fault.js';
import { Template } from '../template/template.js';

/** A stack as CloudFormation describes it. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the template says about outputs that are commands. */
  readonly descriptions: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
}

/** Looks a stack up by name or id; undefined if there is none. A deleted one is found by its id only. */
export const findStack = async (aws: Clients, name: string): Promise<Stack | undefined> => {
  try {
    const { Stacks: [found] = [] } = await aws.cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    if (!found) return undefined;
    const outputs = found.Outputs ?? [];
    return {
      name: found.StackName ?? name,
      id: found.StackId ?? name,
      status: found.StackStatus ?? 'UNKNOWN',
      reason: found.StackStatusReason ?? '',
      parameters: Object.fromEntries((found.Parameters ?? []).map((p) => [p.ParameterKey ?? '', p.ParameterValue ?? ''])),
      outputs: Object.fromEntries(outputs.map((o) => [o.OutputKey ?? '', o.OutputValue ?? ''])),
      descriptions: Object.fromEntries(outputs.map((o) => [o.OutputKey ?? '', o.Description ?? ''])),
      terminationProtection: found.EnableTerminationProtection ?? false,
    };
  } catch (error) {
    if (isNamed(error, 'ValidationError') && /does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
};

/** Every resource of a stack that exists, whatever became of it. */
export const resourcesOf = async (aws: Clients, stack: string): Promise<StackResourceSummary[]> => {
  const resources: StackResourceSummary[] = [];
  let next: string | undefined;
  do {
    const page = await aws.cloudFormation.send(new ListStackResourcesCommand({ StackName: stack, NextToken: next }));
    resources.push(...(page.StackResourceSummaries ?? []));
    next = page.NextToken;
  } while (next);
  return resources.filter((resource) => resource.ResourceStatus !== 'DELETE_COMPLETE');
};

/** The template that a stack was last given. */
export const templateOf = async (aws: Clients, stack: string): Promise<Template> => {
  const { TemplateBody: body } = await aws.cloudFormation.send(
    new GetTemplateCommand({ StackName: stack, TemplateStage: 'Original' }),
  );
  return Template.parse(body ?? '{"Resources":{}}');
};
