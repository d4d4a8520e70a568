/**
 * Errors that a test asks for, so that what happens without permission or capacity can be tested:
 *
 *   PUT /refusals     [{ "operation": "PutItem", "table": "Orders", "error": "AccessDeniedException", "times": 2 }]
 *   DELETE /refusals
 *
 * The list replaces the one before. `*` stands for every operation or table; without `times` a refusal lasts until it is
 * replaced. Errors: AccessDeniedException, ProvisionedThroughputExceededException.
 */
import { frontError, serviceError, validationError } from './errors.js';

const READS = /Get|Query|Scan|Describe|List/;

const ERRORS = {
  AccessDeniedException({ account, operation, arn }) {
    const action = 'dynamodb:' + operation;
    return frontError('AccessDeniedException', `User: arn:aws:iam::${account}:user/local is not authorized to perform: ${action}`
      + ` on resource: ${arn} because no identity-based policy allows the ${action} action`);
  },
  ProvisionedThroughputExceededException({ operation, arn }) {
    const reason = `Table${READS.test(operation) ? 'Read' : 'Write'}ProvisionedThroughputExceeded`;
    return serviceError('ProvisionedThroughputExceededException',
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning'
      + ' level with the UpdateTable API.', { ThrottlingReasons: [{ reason, resource: arn }] });
  },
};

export class Refusals {
  #wanted = [];

  constructor(account) {
    this.account = account;
  }

  /** @throws if an error's name is unknown or a part is missing */
  replace(list) {
    for (const { operation, table, error } of list) {
      if (!operation || !table || !Object.hasOwn(ERRORS, error)) {
        throw validationError('A refusal needs operation, table and error, one of: ' + Object.keys(ERRORS).join(', '));
      }
    }
    this.#wanted = list.map(refusal => ({ times: Infinity, ...refusal }));
  }

  /** @throws the error that a test asked for, if this operation is to be refused */
  check(region, operation, request) {
    for (const table of tablesOf(request)) {
      const found = this.#wanted.find(refusal => refusal.times > 0
        && matches(refusal.operation, operation) && matches(refusal.table, table));
      if (found) {
        found.times--;
        const arn = `arn:aws:dynamodb:${region}:${this.account}:table/${table}`;
        throw ERRORS[found.error]({ account: this.account, operation, arn });
      }
    }
  }
}

const matches = (wanted, actual) => wanted === '*' || wanted === actual;

function tablesOf({ TableName, RequestItems = {}, TransactItems = [] }) {
  const inTransaction = TransactItems.flatMap(item => Object.values(item).map(part => part.TableName));
  return new Set([...(TableName ? [TableName] : []), ...Object.keys(RequestItems), ...inTransaction]);
}
