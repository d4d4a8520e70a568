/** Regions: each has tables, streams and settings of its own, as the real ones have. */
import { act, createStore, validated } from './dynalite.js';
import { Tokens } from './idempotency.js';
import { operations as items } from './items.js';
import { operations as streams, Streams } from './streams.js';
import { operations as tables } from './tables.js';
import { operations as timeToLive } from './timeToLive.js';
import { operations as transactions } from './transactions.js';

const OPERATIONS = { ...tables, ...items, ...transactions, ...streams, ...timeToLive };

class Region {
  /** The attribute by which the items of a table expire, by the table's name. */
  timeToLive = new Map();
  tokens = new Tokens();
  #last = Promise.resolve();

  constructor(name, account) {
    this.store = createStore(name, account);
    this.streams = new Streams(name);
  }

  /** Does an operation; what is not here, dynalite does. */
  async execute(operation, request) {
    if (Object.hasOwn(OPERATIONS, operation)) return OPERATIONS[operation](this, request);
    return act(this.store, operation, validated(this.store, operation, request));
  }

  /** Does work when all work before it is done, so that a transaction sees no half of another write. */
  alone(work) {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Writes to the store and to the streams. */
  async commit(...allWrites) {
    await Promise.all(allWrites.map(writes => writes.commit()));
    for (const change of allWrites.flatMap(writes => writes.changes)) {
      this.streams.of(change.table)?.append(change);
    }
  }
}

export class Regions {
  #byName = new Map();

  constructor(account) {
    this.account = account;
  }

  /** The region of this name; empty the first time. */
  get(name) {
    if (!this.#byName.has(name)) this.#byName.set(name, new Region(name, this.account));
    return this.#byName.get(name);
  }
}
