import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { diagramStack } from './diagram-stack';
import { checkTemplate } from './service-spec';

const template = Template.fromStack(diagramStack(new App(), 'watch'));

describe('the diagram as a service', () => {
  test('nobody gets through who is not signed in, and nothing is served without TLS', () => {
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      DefaultActions: [
        Match.objectLike({
          Order: 1,
          Type: 'authenticate-oidc',
          AuthenticateOidcConfig: Match.objectLike({ Issuer: 'https://login.example.com' }),
        }),
        Match.objectLike({ Order: 2, Type: 'forward' }),
      ],
    });
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', 0);
  });

  test('it is inside of the VPC and open to the VPC alone, unless asked for more', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443 })],
    });
    assert.doesNotMatch(JSON.stringify(template.findResources('AWS::EC2::SecurityGroup')), /Ingress[^\]]*0\.0\.0\.0\/0/);
  });

  test('its role only reads the edge table and the anomaly stream', () => {
    const [role] = Object.values(template.findResources('AWS::IAM::Role', { Properties: { Description: Match.stringLikeRegexp('diagram') } }));
    const actions = role!['Properties'].Policies[0].PolicyDocument.Statement.flatMap((s: { Action: string | string[] }) => s.Action);
    assert.deepEqual(actions, ['dynamodb:Query', 'kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kms:Decrypt']);
  });

  test('its arguments are those that the server knows', () => {
    const [task] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));
    const command: unknown[] = task!['Properties'].ContainerDefinitions[0].Command;
    assert.deepEqual(
      command.filter((word) => String(word).startsWith('--')),
      ['--host', '--port', '--region', '--table', '--anomaly-stream'],
    );
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPath: '/api/health', Port: 8080 });
  });

  test('two alarms come with it', () => {
    for (const id of ['diagram-down', 'diagram-stale']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmDescription: Match.stringLikeRegexp(`docs/operate\\.md#alarm-${id}$`),
      });
    }
  });

  test('its image may be a file that jib has built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowlens-image-'));
    try {
      const tar = join(folder, 'image.tar');
      writeFileSync(tar, '');
      const app = new App({ outdir: join(folder, 'out') });
      const made = Template.fromStack(diagramStack(app, 'watch', { image: ecs.ContainerImage.fromTarball(tar) }));
      made.hasResourceProperties('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [Match.objectLike({ Image: Match.objectLike({ 'Fn::Sub': Match.stringLikeRegexp('container-assets') }) })],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('every property is one that AWS knows', () => {
    assert.deepEqual(checkTemplate(template.toJSON() as never).faults, []);
  });
});
