import { Aws, Duration, RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BY_WINDOW } from './edge-table';
import { allow, permissions, useKey } from './policy';

/** Who signs people in: an OpenID Connect provider. Its redirect URL must be `https://<host>/oauth2/idpresponse`. */
export interface Login {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly clientId: string;
  /** From Secrets Manager: `SecretValue.secretsManager(…)`. */
  readonly clientSecret: SecretValue;
}

/** What the diagram needs of its surroundings. */
export interface DiagramProps {
  /** Where load balancer and service run. The service's subnets need a way to DynamoDB, Kinesis, the registry and the log. */
  readonly vpc: ec2.IVpc;

  /** The certificate of the diagram's host name. The name must lead to the load balancer: output `DiagramLoadBalancer`. */
  readonly certificate: acm.ICertificate;

  readonly login: Login;

  /**
   * The diagram server's image: `ecs.ContainerImage.fromRegistry(…)` or `fromEcrRepository(…)` for one that jib has pushed,
   * `ecs.ContainerImage.fromTarball('…/flowlens-diagram-image.tar')` for one that jib has built to a file. The last is
   * loaded and pushed by `cdk deploy`, which needs Docker; pushing by jib does not.
   */
  readonly image: ecs.ContainerImage;

  /**
   * Who reaches the load balancer's port 443. Signing in comes on top.
   * @default the addresses of the VPC
   */
  readonly peers?: readonly ec2.IPeer[];

  /**
   * Whether the load balancer has a public address.
   * @default false
   */
  readonly internetFacing?: boolean;

  /**
   * The load balancer's access log. The stack must have a fixed region for it.
   * @default none
   */
  readonly accessLog?: s3.IBucket;
}

/** The properties of {@link Diagram}: those of the user and what it reads. */
export interface DiagramServiceProps extends DiagramProps {
  readonly table: dynamodb.ITable;
  readonly anomalies: kinesis.IStream;
  readonly key: kms.IKey;
}

const PORT = 8080;

/**
 * The diagram as a service: one container behind a load balancer that lets nobody through who is not signed in. It only
 * reads the edge table and the anomaly stream.
 */
export class Diagram extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly targets: elb.ApplicationTargetGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DiagramServiceProps,
  ) {
    super(scope, id);
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: props.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
    });
    const service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: this.task(),
      // One: each container would read the whole table for itself. While a new one starts, the old one serves.
      desiredCount: 1,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
      healthCheckGracePeriod: Duration.minutes(2),
    });
    this.targets = new elb.ApplicationTargetGroup(this, 'Targets', {
      vpc: props.vpc,
      port: PORT,
      protocol: elb.ApplicationProtocol.HTTP,
      targets: [service],
      healthCheck: { path: '/api/health', interval: Duration.seconds(15), healthyThresholdCount: 2 },
      deregistrationDelay: Duration.seconds(10),
    });
    this.loadBalancer = this.entrance();
  }

  private task(): ecs.TaskDefinition {
    const task = new ecs.FargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1024, taskRole: this.role() });
    task.addContainer('diagram', {
      image: this.props.image,
      command: [
        ...['--host', '0.0.0.0', '--port', String(PORT), '--region', Aws.REGION],
        ...['--table', this.props.table.tableName, '--anomaly-stream', this.props.anomalies.streamName],
      ],
      portMappings: [{ containerPort: PORT }],
      logging: ecs.LogDrivers.awsLogs({
        streamPrefix: 'diagram',
        logGroup: new logs.LogGroup(this, 'Log', {
          retention: logs.RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      }),
    });
    Validations.of(task).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ecr:GetAuthorizationToken, with which Fargate signs in to the registry, has no narrower resource.',
    });
    return task;
  }

  private role(): iam.Role {
    const { table, anomalies, key } = this.props;
    return new iam.Role(this, 'Role', {
      description: 'flowlens diagram: reads the edge table and the anomaly stream',
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: permissions(
        allow(['dynamodb:Query'], [table.tableArn, `${table.tableArn}/index/${BY_WINDOW}`]),
        allow(['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'], [anomalies.streamArn]),
        useKey(key, 'kms:Decrypt'),
      ),
    });
  }

  private entrance(): elb.ApplicationLoadBalancer {
    const { vpc, certificate, login, accessLog } = this.props;
    const balancer = new elb.ApplicationLoadBalancer(this, 'Entrance', {
      vpc,
      internetFacing: this.props.internetFacing ?? false,
      dropInvalidHeaderFields: true,
    });
    if (accessLog !== undefined) {
      balancer.logAccessLogs(accessLog);
    } else {
      Validations.of(balancer).acknowledge({
        id: 'AwsSolutions-ELB2',
        reason: 'The access log needs a bucket of the user, given as accessLog. Who signs in is in the log of the provider.',
      });
    }
    const listener = balancer.addListener('Https', {
      port: 443,
      certificates: [certificate],
      sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
      open: false,
      defaultAction: elb.ListenerAction.authenticateOidc({
        ...login,
        next: elb.ListenerAction.forward([this.targets]),
      }),
    });
    for (const peer of this.props.peers ?? [ec2.Peer.ipv4(vpc.vpcCidrBlock)]) {
      listener.connections.allowFrom(peer, ec2.Port.tcp(443), 'people who look at the diagram');
    }
    return balancer;
  }
}
