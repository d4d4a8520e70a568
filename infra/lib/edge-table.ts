import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The index over a window's edges, as `io.flowlens.schemas.EdgeTable` names it. */
export const BY_WINDOW = 'byWindow';

/** The properties of {@link EdgeTable}. */
export interface EdgeTableProps {
  /** Encrypts the table. */
  readonly key: kms.IKey;
}

/**
 * The edge table. Its keys, index and expiry are the contract in `io.flowlens.schemas.EdgeTable`.
 *
 * It stays when the stack is deleted, and deletion protection keeps it from being deleted by hand in passing.
 */
export class EdgeTable extends Construct {
  /** The table itself. `Table` and not `TableV2`, which cannot take a customer key in a stack without a fixed region. */
  readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, props: EdgeTableProps) {
    super(scope, id);
    const text = dynamodb.AttributeType.STRING;
    this.table = new dynamodb.Table(this, 'Resource', {
      partitionKey: { name: 'pk', type: text },
      sortKey: { name: 'sk', type: text },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: BY_WINDOW,
      partitionKey: { name: 'window', type: text },
      sortKey: { name: 'pk', type: text },
    });
  }
}
