/** dynalite as a library: its store, its checks of a request, and its operations as promises. */
import { createRequire } from 'node:module';
import { frontError } from './errors.js';

const require = createRequire(import.meta.url);
const db = require('dynalite/db');
const validations = require('dynalite/validations');

const OPERATIONS = [
  'BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DeleteItem', 'DeleteTable', 'DescribeTable', 'GetItem', 'ListTables',
  'ListTagsOfResource', 'PutItem', 'Query', 'Scan', 'TagResource', 'UntagResource', 'UpdateItem', 'UpdateTable',
];
const loaded = new Map(OPERATIONS.map(operation => [operation, load(validations.toLowerFirst(operation))]));

function load(file) {
  return { act: require('dynalite/actions/' + file), rules: require('dynalite/validations/' + file) };
}

function operationOf(name) {
  const operation = loaded.get(name);
  if (!operation) throw frontError('UnknownOperationException');
  return operation;
}

/** An empty store in memory whose tables become active at once. */
export function createStore(region, account) {
  const store = db.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  store.tableDb.awsRegion = region;
  store.tableDb.awsAccountId = account;
  return store;
}

/**
 * The request as its operation takes it: what it does not know left out, expressions parsed.
 * @throws what DynamoDB answers if the request is wrong
 */
export function validated(store, operation, request) {
  const { types, custom } = operationOf(operation).rules;
  const data = validations.checkTypes({ ...request }, types);
  validations.checkValidations(data, types, custom, store);
  return data;
}

/** Does what a validated request asks for. */
export function act(store, operation, data) {
  return new Promise((resolve, reject) => {
    operationOf(operation).act(store, data, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

/** A table's description; unlike the operations, also while it is created or deleted. */
export function describedTable(store, name) {
  return new Promise((resolve, reject) => {
    store.getTable(name, false, (error, table) => (error ? reject(error) : resolve(table)));
  });
}

/** The size of an item in bytes, as DynamoDB bills it. */
export const itemSize = item => db.itemSize(item);

/** What a secondary index holds of an item: a key and the projected attributes; undefined if nothing. */
export function indexEntry(table, index, item) {
  const [entry] = item ? db.getIndexActions([index], null, item, table).puts : [];
  return entry && { key: entry.key, item: copyOf(entry.item) };
}

/** A copy of what came from JSON, without attributes that are undefined. */
export const copyOf = value => JSON.parse(JSON.stringify(value));
