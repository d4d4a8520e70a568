/** Transactions: each item is tried first, and nothing is written unless all can be. */
import { IN_TRANSACTION, isWanted, readCapacity } from './capacity.js';
import { act, validated } from './dynalite.js';
import { nameOf, serviceError, validationError } from './errors.js';
import { consumed, withOldItem } from './items.js';
import { PendingWrites } from './pendingWrites.js';

const MOST_ITEMS = 100;

/** What checks and does each kind of item. A condition check is a deletion that is never carried out. */
const OPERATIONS = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'DeleteItem' };
const REASONS = { ConditionalCheckFailedException: 'ConditionalCheckFailed', ValidationException: 'ValidationError' };

async function transactWriteItems(region, request) {
  const { TransactItems, ClientRequestToken: token, ReturnConsumedCapacity: wanted } = request;
  checkCount(TransactItems);
  const steps = TransactItems.map((item, index) => step(region, item, index));
  if (region.tokens.knows(token, TransactItems)) return {};
  const tried = [];
  for (const one of steps) tried.push(await attempt(region, one));
  refuseSameItemTwice(tried.map(({ writes }) => writes));
  cancelUnlessAllCan(tried.map(({ reason }) => reason));
  const writes = tried.filter(({ kind }) => kind !== 'ConditionCheck').map(one => one.writes);
  await region.commit(...writes);
  region.tokens.add(token, TransactItems);
  const changes = tried.flatMap(one => one.writes.changes);
  return isWanted(wanted) ? { ConsumedCapacity: await consumed(region, changes, wanted, IN_TRANSACTION) } : {};
}

function checkCount(items) {
  const message = !items?.length ? 'greater than or equal to 1' : items.length > MOST_ITEMS ? 'less than or equal to ' + MOST_ITEMS : null;
  if (message) {
    throw validationError(`1 validation error detected: Value '${JSON.stringify(items ?? [])}' at 'transactItems' failed to satisfy`
      + ` constraint: Member must have length ${message}`);
  }
}

function step(region, item, index) {
  const kinds = Object.keys(item);
  const [kind] = kinds;
  if (kinds.length !== 1 || !OPERATIONS[kind]) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  if (kind === 'ConditionCheck' && !item[kind].ConditionExpression) {
    throw validationError(`1 validation error detected: Value null at 'transactItems.${index + 1}.member.conditionCheck`
      + `.conditionExpression' failed to satisfy constraint: Member must not be null`);
  }
  const data = validated(region.store, OPERATIONS[kind], item[kind]);
  return { kind, data, shownOnFailure: item[kind].ReturnValuesOnConditionCheckFailure };
}

/** Does one item's part without writing it, and says why that cannot be. */
async function attempt(region, { kind, data, shownOnFailure }) {
  const writes = new PendingWrites(region.store);
  try {
    await act(writes.store, OPERATIONS[kind], data);
    return { kind, writes, reason: { Code: 'None' } };
  } catch (error) {
    const Code = REASONS[nameOf(error)];
    if (!Code) throw error;
    const { message: Message, Item } = withOldItem(error, shownOnFailure, writes).body;
    return { kind, writes, reason: { Code, Message, ...(Item ? { Item } : {}) } };
  }
}

function refuseSameItemTwice(allWrites) {
  const items = allWrites.flatMap(writes => [...writes.read.keys()]);
  if (new Set(items).size < items.length) {
    throw validationError('Transaction request cannot include multiple operations on one item');
  }
}

function cancelUnlessAllCan(reasons) {
  const codes = reasons.map(({ Code }) => Code);
  if (codes.every(code => code === 'None')) return;
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  throw serviceError('TransactionCanceledException', message, { Message: message, CancellationReasons: reasons });
}

async function transactGetItems(region, { TransactItems, ReturnConsumedCapacity: wanted }) {
  checkCount(TransactItems);
  const gets = TransactItems.map(({ Get }) => validated(region.store, 'GetItem', { ...Get, ConsistentRead: true }));
  const reads = gets.map(() => new PendingWrites(region.store));
  const answers = await Promise.all(gets.map((get, index) => act(reads[index].store, 'GetItem', get)));
  refuseSameItemTwice(reads);
  const answer = { Responses: answers.map(({ Item }) => (Item ? { Item } : {})) };
  if (isWanted(wanted)) {
    const tables = [...new Set(gets.map(get => get.TableName))];
    answer.ConsumedCapacity = tables.map(table => {
      const items = reads.filter((_, index) => gets[index].TableName === table).map(({ read }) => [...read.values()][0]);
      return readCapacity(table, items, wanted, IN_TRANSACTION);
    });
  }
  return answer;
}

export const operations = {
  TransactWriteItems: (region, request) => region.alone(() => transactWriteItems(region, request)),
  TransactGetItems: (region, request) => region.alone(() => transactGetItems(region, request)),
};
