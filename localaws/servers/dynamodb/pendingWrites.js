/**
 * What an operation writes, kept back until it is known to succeed. dynalite's operations write to the store as they go,
 * but a transaction must write all or nothing, and streams and capacity need each item as it was and as it becomes.
 */
export class PendingWrites {
  /** Each item that is written: `{ table, old, item }`, where one of the two is undefined if there is none. */
  changes = [];

  /** Each item that was read: its table and key in one text, and the item or undefined. */
  read = new Map();

  #writes = [];

  /** @param store reads come from it; nothing goes to it before {@link commit} */
  constructor(store) {
    this.store = Object.assign(Object.create(store), {
      getItemDb: table => this.#itemsOf(table, store.getItemDb(table)),
      getIndexDb: (...index) => this.#keptBack(store.getIndexDb(...index)),
    });
  }

  #itemsOf(table, items) {
    const name = key => table + ' ' + key;
    const keptBack = this.#keptBack(items);
    return Object.assign(Object.create(items), {
      get: (key, callback) => items.get(key, (error, item) => {
        this.read.set(name(key), item);
        callback(error, item);
      }),
      put: (key, item, callback) => {
        this.changes.push({ table, old: this.read.get(name(key)), item });
        keptBack.put(key, item, callback);
      },
      del: (key, callback) => {
        this.changes.push({ table, old: this.read.get(name(key)), item: undefined });
        keptBack.del(key, callback);
      },
    });
  }

  #keptBack(target) {
    return {
      put: (key, value, callback) => {
        this.#writes.push(done => target.put(key, value, done));
        callback(null);
      },
      del: (key, callback) => {
        this.#writes.push(done => target.del(key, done));
        callback(null);
      },
    };
  }

  /** Writes everything to the store. */
  async commit() {
    await Promise.all(this.#writes.map(write => new Promise((resolve, reject) => {
      write(error => (error ? reject(error) : resolve()));
    })));
  }
}
