/** Time to live: the setting of each table. Nothing ever expires here; the real service takes days for it. */
import { describedTable } from './dynalite.js';
import { validationError } from './errors.js';

async function updateTimeToLive(region, { TableName, TimeToLiveSpecification: wanted }) {
  await describedTable(region.store, TableName);
  if (wanted.Enabled === region.timeToLive.has(TableName)) {
    throw validationError('TimeToLive is already ' + (wanted.Enabled ? 'enabled' : 'disabled'));
  }
  if (wanted.Enabled) region.timeToLive.set(TableName, wanted.AttributeName);
  else region.timeToLive.delete(TableName);
  return { TimeToLiveSpecification: wanted };
}

async function describeTimeToLive(region, { TableName }) {
  await describedTable(region.store, TableName);
  const AttributeName = region.timeToLive.get(TableName);
  return {
    TimeToLiveDescription: AttributeName
      ? { TimeToLiveStatus: 'ENABLED', AttributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

export const operations = { UpdateTimeToLive: updateTimeToLive, DescribeTimeToLive: describeTimeToLive };
