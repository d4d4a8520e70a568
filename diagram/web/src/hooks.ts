import { useEffect, useState } from "preact/hooks";
import type { State, Store } from "./store.ts";

/** The store's state; renders again when it is replaced. */
export function useStore(store: Store): State {
  const [state, set] = useState(store.state);
  useEffect(() => {
    set(store.state);
    return store.subscribe(() => set(store.state));
  }, [store]);
  return state;
}

/** The server's time, once a second. */
export function useNow(clockOffset: number): number {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now + clockOffset;
}
