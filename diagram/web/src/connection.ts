import type { Change, Snapshot } from "./model.ts";
import { begin, change, lose, type Store } from "./store.ts";

/** The server sends something at least every few seconds; after this long the connection is lost. */
const SILENCE_MS = 9_000;
const TRY_AGAIN_MS = 2_000;

/** Keeps the store in step with the server, and says when it cannot. */
export function connect(store: Store): void {
  let lastEventAt = Date.now();
  let tryAgainAt = 0;
  let source = open();

  function open(): EventSource {
    const events = new EventSource("api/events");
    events.addEventListener("state", (event) => {
      lastEventAt = Date.now();
      store.set(begin(store.state, JSON.parse(event.data) as Snapshot, lastEventAt));
    });
    events.addEventListener("change", (event) => {
      lastEventAt = Date.now();
      store.set(change(store.state, JSON.parse(event.data) as Change, lastEventAt));
    });
    events.addEventListener("error", () => lost());
    return events;
  }

  function lost(): void {
    store.set(lose(store.state, lastEventAt));
  }

  setInterval(() => {
    const now = Date.now();
    if (now - lastEventAt <= SILENCE_MS || now < tryAgainAt) return;
    lost();
    source.close();
    source = open();
    tryAgainAt = now + TRY_AGAIN_MS;
  }, 1_000);
}
