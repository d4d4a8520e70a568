/** Tables: created, described, changed and deleted, with their streams. Each answer comes when the change is done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { act, describedTable, validated } from './dynalite.js';
import { nameOf, serviceError, validationError } from './errors.js';

const POLL_MILLIS = 1;

async function createTable(region, request) {
  const data = validated(region.store, 'CreateTable', request);
  if (await exists(region, data.TableName)) {
    throw serviceError('ResourceInUseException', 'Table already exists: ' + data.TableName);
  }
  await act(region.store, 'CreateTable', data);
  const table = await active(region, data.TableName);
  if (request.StreamSpecification?.StreamEnabled) {
    region.streams.enable(table, request.StreamSpecification.StreamViewType);
  }
  return { TableDescription: region.streams.describe(table) };
}

async function describeTable(region, request) {
  const { TableName } = validated(region.store, 'DescribeTable', request);
  return { Table: region.streams.describe(await describedTable(region.store, TableName)) };
}

/** dynalite does not know StreamSpecification, and wants something else to change. */
async function updateTable(region, request) {
  const { StreamSpecification: stream, ...rest } = request;
  if (stream) switchStream(region, await describedTable(region.store, request.TableName), stream);
  if (!stream || Object.keys(rest).some(name => /Throughput|BillingMode|GlobalSecondary/.test(name))) {
    await act(region.store, 'UpdateTable', validated(region.store, 'UpdateTable', rest));
  }
  return { TableDescription: region.streams.describe(await active(region, request.TableName)) };
}

function switchStream(region, table, { StreamEnabled, StreamViewType }) {
  const name = table.TableName;
  if (StreamEnabled && region.streams.of(name)) {
    throw validationError('Table already has an enabled stream: TableName: ' + name);
  }
  if (!StreamEnabled && !region.streams.of(name)) {
    throw validationError('Table is already stream disabled: TableName: ' + name);
  }
  if (StreamEnabled) region.streams.enable(table, StreamViewType);
  else region.streams.disable(name);
}

async function deleteTable(region, request) {
  const data = validated(region.store, 'DeleteTable', request);
  const answer = await act(region.store, 'DeleteTable', data);
  while (await exists(region, data.TableName)) await sleep(POLL_MILLIS);
  region.streams.disable(data.TableName);
  region.timeToLive.delete(data.TableName);
  return answer;
}

async function exists(region, name) {
  try {
    return Boolean(await describedTable(region.store, name));
  } catch (error) {
    if (nameOf(error) === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function active(region, name) {
  for (;;) {
    const table = await describedTable(region.store, name);
    if (table.TableStatus === 'ACTIVE') return table;
    await sleep(POLL_MILLIS);
  }
}

export const operations = {
  CreateTable: (region, request) => region.alone(() => createTable(region, request)),
  DescribeTable: describeTable,
  UpdateTable: (region, request) => region.alone(() => updateTable(region, request)),
  DeleteTable: (region, request) => region.alone(() => deleteTable(region, request)),
};
