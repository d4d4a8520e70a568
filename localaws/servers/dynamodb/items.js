/** Writes of single items and of batches of them. */
import { isWanted, writeCapacity } from './capacity.js';
import { act, describedTable, validated } from './dynalite.js';
import { nameOf, validationError } from './errors.js';
import { PendingWrites } from './pendingWrites.js';

/** In all tables together; in one table dynalite refuses more. */
const MOST_IN_A_BATCH = 25;

/** Does one of PutItem, UpdateItem and DeleteItem. */
async function writeItem(region, operation, request) {
  const data = validated(region.store, operation, request);
  const writes = new PendingWrites(region.store);
  const answer = await act(writes.store, operation, data).catch(error => {
    throw withOldItem(error, request.ReturnValuesOnConditionCheckFailure, writes);
  });
  await region.commit(writes);
  if (isWanted(data.ReturnConsumedCapacity)) {
    [answer.ConsumedCapacity] = await consumed(region, writes.changes, data.ReturnConsumedCapacity);
  }
  return answer;
}

async function batchWriteItem(region, request) {
  const data = validated(region.store, 'BatchWriteItem', request);
  if (Object.values(data.RequestItems).flat().length > MOST_IN_A_BATCH) {
    throw validationError('Too many items requested for the BatchWriteItem call');
  }
  const writes = new PendingWrites(region.store);
  const answer = await act(writes.store, 'BatchWriteItem', data);
  await region.commit(writes);
  if (isWanted(data.ReturnConsumedCapacity)) {
    answer.ConsumedCapacity = await consumed(region, writes.changes, data.ReturnConsumedCapacity);
  }
  return answer;
}

/** A failed condition shows the item that it met, if the request asks for it. */
export function withOldItem(error, wanted, writes) {
  const [old] = writes.read.values();
  if (nameOf(error) === 'ConditionalCheckFailedException' && wanted === 'ALL_OLD' && old) {
    error.body.Item = old;
  }
  return error;
}

/** The ConsumedCapacity of each table that was written to. */
export async function consumed(region, changes, wanted, factor) {
  const tables = [...new Set(changes.map(change => change.table))];
  return Promise.all(tables.map(async name => {
    const table = await describedTable(region.store, name);
    return writeCapacity(table, changes.filter(change => change.table === name), wanted, factor);
  }));
}

export const operations = {
  PutItem: (region, request) => region.alone(() => writeItem(region, 'PutItem', request)),
  UpdateItem: (region, request) => region.alone(() => writeItem(region, 'UpdateItem', request)),
  DeleteItem: (region, request) => region.alone(() => writeItem(region, 'DeleteItem', request)),
  BatchWriteItem: (region, request) => region.alone(() => batchWriteItem(region, request)),
};
