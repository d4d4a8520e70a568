/** Client request tokens: a transaction that comes again with its token within ten minutes is not done again. */
import { createHash } from 'node:crypto';
import { serviceError } from './errors.js';

const REMEMBERED_MILLIS = 10 * 60 * 1000;

export class Tokens {
  /** Token to what was asked for and until when it is remembered; the oldest first. */
  #done = new Map();

  /**
   * Whether this very request was done before.
   * @throws IdempotentParameterMismatchException if another one was done with its token
   */
  knows(token, request) {
    this.#forget();
    const before = this.#done.get(token);
    if (before && before.digest !== digest(request)) {
      throw serviceError('IdempotentParameterMismatchException',
        'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent'
        + ' token that was already used.');
    }
    return before !== undefined;
  }

  /** Remembers a request that was done. */
  add(token, request) {
    if (token) this.#done.set(token, { digest: digest(request), until: Date.now() + REMEMBERED_MILLIS });
  }

  #forget() {
    for (const [token, { until }] of this.#done) {
      if (until > Date.now()) return;
      this.#done.delete(token);
    }
  }
}

function digest(request) {
  return createHash('sha256').update(JSON.stringify(request, sortKeys)).digest('base64');
}

function sortKeys(name, value) {
  const isObject = value && typeof value === 'object' && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}
