import { withBefore } from "./compare/before.ts";
import { MINUTE_MS, type PastGraph, pastState } from "./past.ts";
import { type State, type Store, sameKeys } from "./store.ts";

/** So many minutes are kept, for going back and forth. */
const KEPT = 240;

/** Lets the page's store follow the live one, or stand at a minute of the past, alone or beside another. */
export class TimeTravel {
  /** Called when a minute cannot be read. */
  onTrouble: (trouble: string) => void = () => {};

  readonly #live: Store;
  readonly #shown: Store;
  readonly #known = new Map<string, PastGraph>();
  #at: string | null = null;
  #before: string | null = null;
  #beforeGraph: PastGraph | null = null;
  /** Whether a minute is to be read as soon as the server is ready. */
  #waiting = false;

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
    if (!this.#live.state.health?.ready) {
      this.#show(this.#live.state);
    } else if (this.#waiting) {
      this.#waiting = false;
      void this.#go();
    } else if (this.#at === null) {
      this.#show(this.#live.state);
    }
  }

  /**
   * Goes to a minute.
   *
   * @param at a time in it, ISO-8601; null for now
   * @param before a time in the minute that it is compared with; null for none
   */
  async go(at: string | null, before: string | null = null): Promise<void> {
    if (at === this.#at && before === this.#before) return;
    this.#at = at;
    this.#before = before;
    this.onTrouble("");
    this.#waiting = !this.#live.state.health?.ready;
    if (!this.#waiting) await this.#go();
  }

  async #go(): Promise<void> {
    const [at, before] = [this.#at, this.#before];
    try {
      const [graph, other] = await Promise.all([at && this.#read(at), before && this.#read(before)]);
      if (at !== this.#at || before !== this.#before) return;
      this.#beforeGraph = other || null;
      this.#show(graph ? pastState(this.#live.state, graph) : this.#live.state);
    } catch (error) {
      if (at !== this.#at || before !== this.#before) return;
      this.onTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  /** The state with the minute before beside it, if there is one. */
  #show(state: State): void {
    const next = withBefore(state, this.#beforeGraph);
    const { nodes, edges, shape } = this.#shown.state;
    const same = sameKeys(next.nodes, nodes) && sameKeys(next.edges, edges);
    this.#shown.set({ ...next, shape: same ? shape : shape + 1 });
  }

  async #read(at: string): Promise<PastGraph> {
    const graph = this.#known.get(at) ?? (await read(at));
    this.#keep(at, graph);
    return graph;
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
