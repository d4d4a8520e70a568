/** One stream of a table: its records in the order of the writes, in a single shard. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { copyOf, itemSize } from './dynalite.js';
import { serviceError } from './errors.js';

/** The real service keeps a day; this many records of a demo are some minutes, and bound the memory. */
const KEPT = 20_000;
const FIRST_SEQUENCE_NUMBER = 100_000_000_000_000_000_000n;
const VIEWS = {
  KEYS_ONLY: [],
  NEW_IMAGE: ['NewImage'],
  OLD_IMAGE: ['OldImage'],
  NEW_AND_OLD_IMAGES: ['NewImage', 'OldImage'],
};

export const SHARD = 'shardId-00000001700000000000-00000001';
export const VIEW_TYPES = Object.keys(VIEWS);
export const sequenceNumber = position => String(FIRST_SEQUENCE_NUMBER + BigInt(position));
export const positionOf = number => Number(BigInt(number) - FIRST_SEQUENCE_NUMBER);

export class ChangeLog {
  /** The positions of the oldest record that is kept, and of the one that comes next. */
  oldest = 0;
  next = 0;
  enabled = true;
  #records = [];

  constructor(table, viewType, region) {
    this.table = table.TableName;
    this.keySchema = table.KeySchema;
    this.viewType = viewType;
    this.region = region;
    this.createdAt = new Date();
    this.label = this.createdAt.toISOString().slice(0, -1);
    this.arn = table.TableArn + '/stream/' + this.label;
  }

  /** Adds a record, unless the write changed nothing. */
  append({ old, item }) {
    const after = item && copyOf(item);
    if (isDeepStrictEqual(old, after)) return;
    this.#records.push(this.#record(old, after));
    this.next++;
    if (this.#records.length > KEPT) {
      const dropped = KEPT / 10;
      this.#records.splice(0, dropped);
      this.oldest += dropped;
    }
  }

  #record(old, item) {
    const some = item ?? old;
    const Keys = Object.fromEntries(this.keySchema.map(({ AttributeName: name }) => [name, some[name]]));
    const images = { NewImage: item, OldImage: old };
    const shown = VIEWS[this.viewType].filter(image => images[image]);
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: !old ? 'INSERT' : !item ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
        Keys,
        ...Object.fromEntries(shown.map(image => [image, images[image]])),
        SequenceNumber: sequenceNumber(this.next),
        SizeBytes: [Keys, ...shown.map(image => images[image])].reduce((sum, part) => sum + itemSize(part), 0),
        StreamViewType: this.viewType,
      },
    };
  }

  /** The records from a position on. */
  read(position, limit) {
    if (position < this.oldest) {
      throw serviceError('TrimmedDataAccessException',
        'The operation attempted to read past the oldest stream record in a shard.');
    }
    return this.#records.slice(position - this.oldest, position - this.oldest + limit);
  }
}
