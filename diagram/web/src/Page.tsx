import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { readView, START, type View } from "./address.ts";
import { filterOf } from "./filter/filter.ts";
import { brightIds, focusOf } from "./focus.ts";
import { Stage } from "./graph/stage.ts";
import { GraphView } from "./graph/view.ts";
import { saveDrawing, savePicture } from "./save.ts";
import { useStore, useView } from "./hooks.ts";
import { Banner } from "./panel/Banner.tsx";
import { EmptyState } from "./panel/EmptyState.tsx";
import { comparisonOf } from "./compare/comparison.ts";
import { lensIn } from "./lens/lenses.ts";
import { Legend } from "./panel/Legend.tsx";
import { LensSwitch } from "./panel/LensSwitch.tsx";
import { Panel } from "./panel/Panel.tsx";
import { Timeline } from "./panel/Timeline.tsx";
import { Tooltip, type Hover } from "./panel/Tooltip.tsx";
import { TopBar } from "./panel/TopBar.tsx";
import type { Store } from "./store.ts";
import { storyOf } from "./impact.ts";
import { showInTab } from "./tab.ts";
import type { TimeTravel } from "./timeTravel.ts";
import { verdictOf } from "./verdict.ts";

/** The whole page: the bar on top, the graph, and the panel beside it. */
export function Page({ store, travel }: { store: Store; travel: TimeTravel | null }) {
  const state = useStore(store);
  const now = useStore(travel?.live ?? store);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<GraphView | null>(null);
  const stage = useRef<Stage | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const [untidy, setUntidy] = useState(false);
  const arrive = useCallback(
    ({ anomaly: id, selected }: View) => {
      const anomaly = store.state.anomalies.find((a) => a.id === id);
      if (anomaly) stage.current?.look(storyOf(store.state, anomaly));
      else if (selected) stage.current?.look([selected]);
      else stage.current?.release();
    },
    [store],
  );
  const [shown, go] = useView(arrive);
  const focus = focusOf(state, shown);
  const [trouble, setTrouble] = useState("");

  useEffect(() => {
    if (!travel) return;
    travel.onTrouble = setTrouble;
    void travel.go(shown.at, shown.vs);
  }, [travel, shown.at, shown.vs]);

  useEffect(() => {
    const graph = new GraphView(canvas.current!);
    const drawn = new Stage(store, graph);
    graph.onSelect = (selected) => go({ selected, anomaly: null });
    graph.onHover = (id, at) => setHover(id ? { id, ...at } : null);
    drawn.onUntidy = setUntidy;
    drawn.onFirst = () => arrive(readView(location.search));
    view.current = graph;
    stage.current = drawn;
    Object.assign(window, { flowlens: { store, live: travel?.live ?? store, view: graph, stage: drawn } });
  }, [store]);

  useEffect(() => {
    view.current?.emphasise({ selected: focus.selected, bright: brightIds(state, focus) });
  }, [state, shown]);

  useEffect(() => {
    stage.current!.lens = shown.lens;
  }, [shown.lens]);

  // The tab is for those who look elsewhere: it is of now, whatever minute is shown.
  useEffect(() => showInTab(verdictOf(now)), [now]);

  const select = useCallback((id: string | null) => {
    go({ selected: id, anomaly: null });
    if (id) stage.current?.look([id]);
  }, []);

  const selectAnomaly = useCallback((id: string | null) => {
    go({ anomaly: id, selected: null });
    arrive({ ...START, anomaly: id });
  }, []);

  const onQuery = useCallback((query: string) => go({ query }, true), []);
  const onGo = useCallback(() => stage.current?.look(filterOf(shown.query).of(store.state).map(({ id }) => id)), [shown.query]);

  const compare = useCallback((vs: string | null, at: string | null) => go({ vs, at, lens: vs ? "compare" : START.lens }), []);

  const leave = useCallback(() => {
    go({ selected: null, anomaly: null });
    stage.current?.release();
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") leave();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  return (
    <div class={`page ${state.watch.kind}`}>
      <TopBar
        state={state}
        focus={focus}
        onQuery={onQuery}
        onGo={onGo}
        onAnomaly={selectAnomaly}
        onSelect={select}
        onSvg={() => stage.current?.scene && saveDrawing(stage.current.scene)}
        onPng={() => stage.current?.scene && savePicture(stage.current.scene)}
      />
      <Banner state={state} />
      <main class="stage">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="img"
          aria-label={`Data flow of ${state.nodes.size} nodes and ${state.edges.size} edges. The list of edges beside it says the same. Arrows move it, plus and minus zoom, 0 shows all.`}
        />
        {state.edges.size === 0 && <EmptyState state={state} />}
        {hover && <Tooltip state={state} hover={hover} />}
        {trouble && <p class="trouble bad" role="alert">That minute cannot be read: {trouble}</p>}
        {travel && state.edges.size > 0 && (
          <Timeline live={now} at={shown.at} vs={shown.vs} onAt={(at) => go({ at })} onCompare={compare} />
        )}
        {state.edges.size > 0 && <LensSwitch lens={shown.lens} comparing={shown.vs !== null} onLens={(lens) => go({ lens })} />}
        {state.edges.size > 0 && <Legend lens={lensIn(shown.lens, comparisonOf(state))} />}
        <div class="controls">
          {untidy && (
            <button class="tidy" onClick={() => void stage.current?.tidy()}>
              Tidy up
            </button>
          )}
          <button aria-label="Zoom in" title="Zoom in (+)" onClick={() => view.current?.zoomBy(1.3)}>
            +
          </button>
          <button aria-label="Zoom out" title="Zoom out (−)" onClick={() => view.current?.zoomBy(0.77)}>
            −
          </button>
          <button
            title="Show everything (0)"
            onClick={() => {
              view.current!.touched = false;
              view.current!.fit();
            }}
          >
            Fit
          </button>
        </div>
      </main>
      <Panel
        state={state}
        focus={focus}
        onSelect={select}
        onAnomaly={selectAnomaly}
        tab={shown.tab}
        onTab={(tab) => go({ tab })}
        onClose={leave}
      />
    </div>
  );
}
