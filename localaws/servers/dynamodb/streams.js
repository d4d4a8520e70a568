/** DynamoDB Streams: the streams of a region's tables and the operations that read them. */
import { ChangeLog, positionOf, sequenceNumber, SHARD, VIEW_TYPES } from './changeLog.js';
import { serviceError, validationError } from './errors.js';

const MOST_RECORDS = 1000;

/** All streams of a region. One that is disabled stays readable. */
export class Streams {
  #logs = [];

  constructor(region) {
    this.region = region;
  }

  /** The enabled stream of a table, if it has one. */
  of(table) {
    return this.#logs.find(log => log.table === table && log.enabled);
  }

  enable(table, viewType) {
    if (!VIEW_TYPES.includes(viewType)) {
      throw validationError(`1 validation error detected: Value '${viewType}' at 'streamSpecification.streamViewType' failed`
        + ` to satisfy constraint: Member must satisfy enum value set: [${VIEW_TYPES.join(', ')}]`);
    }
    this.#logs.push(new ChangeLog(table, viewType, this.region));
  }

  disable(table) {
    const log = this.of(table);
    if (log) log.enabled = false;
  }

  /** Adds to a table's description what it says of streams. */
  describe(table) {
    const last = this.#logs.findLast(log => log.table === table.TableName);
    if (!last) return table;
    const specification = { StreamEnabled: true, StreamViewType: last.viewType };
    return {
      ...table,
      LatestStreamArn: last.arn,
      LatestStreamLabel: last.label,
      ...(last.enabled ? { StreamSpecification: specification } : {}),
    };
  }

  list(table) {
    return this.#logs.filter(log => !table || log.table === table);
  }

  get(arn) {
    const log = this.#logs.find(one => one.arn === arn);
    if (!log) throw serviceError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
    return log;
  }
}

function listStreams(region, { TableName }) {
  const described = log => ({ StreamArn: log.arn, StreamLabel: log.label, TableName: log.table });
  return { Streams: region.streams.list(TableName).map(described) };
}

function describeStream(region, { StreamArn, ExclusiveStartShardId }) {
  const log = region.streams.get(StreamArn);
  const end = log.enabled ? {} : { EndingSequenceNumber: sequenceNumber(Math.max(log.next - 1, 0)) };
  const shard = {
    ShardId: SHARD,
    SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(log.oldest), ...end },
  };
  return {
    StreamDescription: {
      StreamArn,
      StreamLabel: log.label,
      StreamStatus: log.enabled ? 'ENABLED' : 'DISABLED',
      StreamViewType: log.viewType,
      CreationRequestDateTime: log.createdAt.getTime() / 1000,
      TableName: log.table,
      KeySchema: log.keySchema,
      Shards: ExclusiveStartShardId === SHARD ? [] : [shard],
    },
  };
}

function getShardIterator(region, { StreamArn, ShardId, ShardIteratorType, SequenceNumber }) {
  const log = region.streams.get(StreamArn);
  if (ShardId !== SHARD) {
    throw serviceError('ResourceNotFoundException', `Requested resource not found: Shard: ${ShardId} in stream: ${StreamArn} not found`);
  }
  return { ShardIterator: iterator(log, startOf(log, ShardIteratorType, SequenceNumber)) };
}

function startOf(log, type, number) {
  switch (type) {
    case 'TRIM_HORIZON': return log.oldest;
    case 'LATEST': return log.next;
    case 'AT_SEQUENCE_NUMBER': return kept(log, number);
    case 'AFTER_SEQUENCE_NUMBER': return kept(log, number) + 1;
    default: throw validationError('Invalid ShardIteratorType: ' + type);
  }
}

function kept(log, number) {
  if (!/^\d{21,40}$/.test(number ?? '')) throw validationError('Invalid SequenceNumber: ' + number);
  log.read(positionOf(number), 0);
  return positionOf(number);
}

const iterator = (log, position) => Buffer.from(JSON.stringify([log.arn, position])).toString('base64');

function decoded(text) {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString());
  } catch {
    throw validationError('Invalid ShardIterator');
  }
}

function getRecords(region, { ShardIterator, Limit = MOST_RECORDS }) {
  const [arn, position] = decoded(ShardIterator);
  const log = region.streams.get(arn);
  const Records = log.read(position, Math.min(Limit, MOST_RECORDS));
  const after = position + Records.length;
  return { Records, ...(log.enabled || after < log.next ? { NextShardIterator: iterator(log, after) } : {}) };
}

export const operations = {
  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
};
