import { MINUTE_MS, type PastGraph, pastState } from "./past.ts";
import type { Store } from "./store.ts";

/** So many minutes are kept, for going back and forth. */
const KEPT = 240;

/** Lets the page's store follow the live one, or stand at a minute of the past. */
export class TimeTravel {
  /** Told when a minute cannot be read. */
  onTrouble: (trouble: string) => void = () => {};

  readonly #live: Store;
  readonly #shown: Store;
  readonly #known = new Map<string, PastGraph>();
  #at: string | null = null;

  constructor(live: Store, shown: Store) {
    this.#live = live;
    this.#shown = shown;
    live.subscribe(() => this.#follow());
    this.#follow();
  }

  get live(): Store {
    return this.#live;
  }

  #follow(): void {
    if (this.#at === null) this.#shown.set(this.#live.state);
    else if (!this.#shown.state.past) void this.#show(this.#at);
  }

  /**
   * Goes to a minute.
   *
   * @param at a time in it, ISO-8601; null for now
   */
  async go(at: string | null): Promise<void> {
    if (at === this.#at) return;
    this.#at = at;
    this.onTrouble("");
    if (at === null) this.#follow();
    else await this.#show(at);
  }

  async #show(at: string): Promise<void> {
    if (!this.#live.state.health?.ready) return;
    try {
      const graph = this.#known.get(at) ?? (await read(at));
      if (this.#at !== at) return;
      this.#keep(at, graph);
      this.#shown.set(pastState(this.#live.state, graph));
    } catch (error) {
      if (this.#at === at) this.onTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  /** Minutes that may still grow are read again. */
  #keep(at: string, graph: PastGraph): void {
    const now = this.#live.state.health?.now ?? 0;
    if (now - Date.parse(at) < 5 * MINUTE_MS) return;
    this.#known.set(at, graph);
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!);
  }
}

async function read(at: string): Promise<PastGraph> {
  const answer = await fetch(`api/graph?at=${new Date(at).toISOString()}`);
  const body = (await answer.json()) as PastGraph & { error?: string };
  if (!answer.ok) throw new Error(body.error ?? answer.statusText);
  return body;
}
