import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { DiagramProps, Flowlens, jarInBucket } from '../lib';

/** A stack with a flowlens and its diagram, in a VPC that is there already. */
export const diagramStack = (app: App, id: string, props: Partial<DiagramProps> = {}): Stack => {
  const stack = new Stack(app, id);
  new Flowlens(stack, 'Flowlens', {
    code: jarInBucket('jars', 'flowlens/1.jar', 'flowlens/'),
    diagram: {
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0',
        vpcCidrBlock: '10.0.0.0/16',
        availabilityZones: ['eu-west-1a', 'eu-west-1b'],
        privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      }),
      certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/1'),
      image: ecs.ContainerImage.fromRegistry('111122223333.dkr.ecr.eu-west-1.amazonaws.com/flowlens-diagram:1'),
      login: {
        issuer: 'https://login.example.com',
        authorizationEndpoint: 'https://login.example.com/authorize',
        tokenEndpoint: 'https://login.example.com/token',
        userInfoEndpoint: 'https://login.example.com/userinfo',
        clientId: 'flowlens',
        clientSecret: SecretValue.secretsManager('flowlens-login'),
      },
      ...props,
    },
  });
  return stack;
};
