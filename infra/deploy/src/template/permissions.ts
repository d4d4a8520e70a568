import { Resource } from './template.js';
import { render } from './render.js';

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

interface Policy {
  readonly Statement?: Statement | readonly Statement[];
}

/** Every permission that the stack grants to its own roles, as lines for people: who, what, on what, under which condition. */
export const permissionLines = (resources: readonly [string, Resource][]): string[] => {
  const lines: string[] = [];
  for (const [id, resource] of resources) {
    if (resource.Type === 'AWS::IAM::Role') {
      lines.push(`${id} (role)`, ...trustLines(resource));
      const inline = (resource.Properties?.['Policies'] ?? []) as readonly { PolicyDocument?: Policy }[];
      for (const policy of inline) lines.push(...statementLines(policy.PolicyDocument));
    } else if (resource.Type === 'AWS::IAM::Policy') {
      lines.push(`${render(resource.Properties?.['Roles'])} may`);
      lines.push(...statementLines(resource.Properties?.['PolicyDocument'] as Policy));
    }
  }
  return lines;
};

const trustLines = (role: Resource): string[] =>
  statements(role.Properties?.['AssumeRolePolicyDocument'] as Policy).map(
    (statement) => `  assumed by ${render(statement.Principal)}${condition(statement)}`,
  );

const statementLines = (policy: Policy | undefined): string[] =>
  statements(policy).flatMap((statement) => [
    `  ${statement.Effect === 'Deny' ? 'never ' : ''}${render(statement.Action)}`,
    ...[statement.Resource].flat().map((resource) => `      on ${render(resource)}${condition(statement)}`),
  ]);

const statements = (policy: Policy | undefined): readonly Statement[] => [policy?.Statement ?? []].flat() as Statement[];

const condition = (statement: Statement): string =>
  statement.Condition === undefined ? '' : ` (only with ${render(statement.Condition)})`;
