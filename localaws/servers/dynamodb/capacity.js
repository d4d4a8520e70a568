/** The capacity that operations consume, for the table and for each of its secondary indexes. */
import { isDeepStrictEqual } from 'node:util';
import { indexEntry, itemSize } from './dynalite.js';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
const INDEX_KINDS = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];

/** Reading or writing in a transaction costs twice: once to prepare, once to commit. */
export const IN_TRANSACTION = 2;

const units = (item, unitBytes) => Math.max(1, Math.ceil((item ? itemSize(item) : 0) / unitBytes));
const writeUnits = item => units(item, WRITE_UNIT_BYTES);

/** An entry that moves is deleted and put; one that does not change costs nothing. */
function indexUnits(table, index, { old, item }) {
  const before = indexEntry(table, index, old);
  const after = indexEntry(table, index, item);
  if (before && after && before.key === after.key) {
    return isDeepStrictEqual(before.item, after.item) ? 0 : Math.max(writeUnits(before.item), writeUnits(after.item));
  }
  return (before ? writeUnits(before.item) : 0) + (after ? writeUnits(after.item) : 0);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * The ConsumedCapacity of writes to one table.
 * @param table its description
 * @param changes what was written to it
 * @param wanted the request's ReturnConsumedCapacity
 */
export function writeCapacity(table, changes, wanted, factor = 1) {
  const ofTable = factor * sum(changes.map(({ old, item }) => Math.max(writeUnits(old), writeUnits(item))));
  const byKind = {};
  let total = ofTable;
  for (const kind of INDEX_KINDS) {
    for (const index of table[kind] ?? []) {
      const ofIndex = factor * sum(changes.map(change => indexUnits(table, index, change)));
      if (ofIndex > 0) (byKind[kind] ??= {})[index.IndexName] = { CapacityUnits: ofIndex };
      total += ofIndex;
    }
  }
  return answer(table.TableName, total, wanted, { Table: { CapacityUnits: ofTable }, ...byKind });
}

/** The ConsumedCapacity of strongly consistent reads of items of one table. */
export function readCapacity(tableName, items, wanted, factor = 1) {
  const total = factor * sum(items.map(item => units(item, READ_UNIT_BYTES)));
  return answer(tableName, total, wanted, { Table: { CapacityUnits: total } });
}

function answer(TableName, CapacityUnits, wanted, parts) {
  return { TableName, CapacityUnits, ...(wanted === 'INDEXES' ? parts : {}) };
}

/** Whether a request asks for the capacity that it consumes. */
export const isWanted = wanted => wanted === 'TOTAL' || wanted === 'INDEXES';
