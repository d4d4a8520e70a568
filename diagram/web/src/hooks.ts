import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { readView, type View, writeView } from "./address.ts";
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

/** The server's time, once a second; of a picture that stands still, its moment. */
export function useNow({ clockOffset, keptAt }: State): number {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return keptAt ?? now + clockOffset;
}

/**
 * The view, kept in step with the page's address.
 *
 * @param onArrive is given the view that Back or Forward led to
 * @returns the view, and what changes it; a change that replaces makes no new step for Back
 */
export function useView(
  onArrive: (view: View) => void,
): [View, (change: Partial<View>, replace?: boolean) => void] {
  const [view, set] = useState(() => readView(location.search));
  const current = useRef(view);
  const arrive = useRef(onArrive);
  arrive.current = onArrive;
  useEffect(() => {
    const onPop = () => {
      set((current.current = readView(location.search)));
      arrive.current(current.current);
    };
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, []);
  const go = useCallback((change: Partial<View>, replace = false) => {
    const before = writeView(current.current);
    set((current.current = { ...current.current, ...change }));
    const after = writeView(current.current);
    if (after === before) return;
    const address = location.pathname + after;
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }, []);
  return [view, go];
}
