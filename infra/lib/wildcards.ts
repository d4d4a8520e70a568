import { Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Says why a policy below the construct names resources by a pattern. Only this pattern is meant: cdk-nag reports any
 * other. It knows a finding by the resource in its own notation, `arn:<AWS::Partition>:s3:::<Bucket>/flowlens/*`.
 */
export const acknowledgeWildcard = (construct: IConstruct, resource: string, reason: string) => {
  const flat = flatten(Stack.of(construct).resolve(resource));
  Validations.of(construct).acknowledge({ id: `AwsSolutions-IAM5[Resource::${flat}]`, reason });
};

/** CloudFormation's functions as text: a reference is its name in angle brackets. */
const flatten = (value: any): string => {
  if (typeof value === 'string') return value;
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Sub' in value) return String(value['Fn::Sub']).replace(/\$\{([^}]+)\}/g, '<$1>');
  const [separator, parts] = value['Fn::Join'];
  return parts.map(flatten).join(separator);
};
