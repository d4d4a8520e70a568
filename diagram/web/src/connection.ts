import type { Change, Snapshot } from "./model.ts";
import { begin, change, type Store } from "./store.ts";

/** The server speaks at least every few seconds; silence for this long is a lost connection. */
const SILENCE_MS = 9_000;
const TRY_AGAIN_MS = 2_000;

/** Keeps the store in step with the server, and says when it cannot. */
export function connect(store: Store): void {
  let heard = Date.now();
  let source = open();

  function open(): EventSource {
    const events = new EventSource("api/events");
    events.addEventListener("state", (event) => {
      heard = Date.now();
      store.set(begin(store.state, JSON.parse(event.data) as Snapshot, heard));
    });
    events.addEventListener("change", (event) => {
      heard = Date.now();
      store.set(change(store.state, JSON.parse(event.data) as Change, heard));
    });
    events.addEventListener("error", () => lost());
    return events;
  }

  function lost(): void {
    if (store.state.connection !== "lost") store.set({ ...store.state, connection: "lost" });
  }

  setInterval(() => {
    if (Date.now() - heard > SILENCE_MS) {
      lost();
      source.close();
      source = open();
      heard = Date.now() - SILENCE_MS + TRY_AGAIN_MS;
    }
  }, 1_000);
}
