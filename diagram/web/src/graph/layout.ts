import type { ElkExtendedEdge, ElkNode, ELK } from "elkjs/lib/elk-api";
import ElkApi from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import { workerAddress } from "../file.ts";
import type { GraphEdge, GraphNode } from "../model.ts";
import { type Box, LABEL, NODE, type Point } from "./geometry.ts";
import { placeLabels } from "./labels.ts";
import { type Lanes, lanesOf, stack } from "./lanes.ts";
import { loosen, looseness } from "./loosen.ts";
import { pack } from "./pack.ts";

/** Where everything is. */
export interface Layout {
  boxes: Map<string, Box>;
  routes: Map<string, Point[]>;
  /** The places kept free for labels; empty in large graphs, where labels appear when near. */
  labels: Map<string, Box>;
  regions: { name: string; box: Box }[];
}

/** Up to so many edges each label gets a place of its own, and a new edge goes around nodes. */
export const LABELLED_EDGES = 150;
/** From so many edges on the graph is a map. */
const LARGE = 400;

let elk: ELK | undefined;

/** Starts the worker, so that it is there when the first graph is. */
export function prepare(): ELK {
  return (elk ??= new ElkApi({ workerFactory: () => new Worker(workerAddress(workerUrl)) }));
}

/**
 * Lays the graph out from left to right, in a worker. The same graph gives the same layout. Where
 * there are several regions, a first pass finds out who stands above whom, and a second one keeps
 * that order within each region, so that the regions can be drawn as lanes. A large graph becomes a
 * map instead, see {@link pack}.
 */
export async function layOut(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Promise<Layout> {
  const engine = prepare();
  const lanes = lanesOf(nodes, edges);
  const first = read(await engine.layout(elkGraph(nodes, edges)));
  if (edges.length > LARGE) return pack(first, nodes, lanes);
  if (lanes.names.length < 2) return loosen(first, edges, looseness(first));
  const second = read(await engine.layout(elkGraph(nodes, edges, order(first, lanes))));
  const factor = looseness(stack(second, nodes, edges, lanes));
  const layout = stack(loosen(second, edges, factor), nodes, edges, lanes);
  if (edges.length <= LABELLED_EDGES) placeLabels(layout, edges);
  return layout;
}

function order({ boxes }: Layout, { laneOf }: Lanes): (node: GraphNode) => number {
  const y = (node: GraphNode) => boxes.get(node.id)?.y ?? 0;
  return (node) => laneOf(node.id) * 1e7 + y(node);
}

/** The question to ELK; with a rank given, nodes of one column keep to its order. */
export function elkGraph(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  rank?: (node: GraphNode) => number,
): ElkNode {
  const labelled = edges.length <= LABELLED_EDGES;
  return {
    id: "graph",
    children: [...nodes]
      .sort((a, b) => (rank ? rank(a) - rank(b) : 0) || a.id.localeCompare(b.id))
      .map(elkNode),
    edges: [...edges]
      .sort((a, b) => a.id.localeCompare(b.id))
      .map((edge) => elkEdge(edge, labelled)),
    layoutOptions: { ...options(edges.length), ...(rank ? KEEP_ORDER : {}) },
  };
}

function elkNode(node: GraphNode): ElkNode {
  return { id: node.id, ...NODE };
}

function elkEdge(edge: GraphEdge, labelled: boolean): ElkExtendedEdge {
  return {
    id: edge.id,
    sources: [edge.from],
    targets: [edge.to],
    ...(labelled ? { labels: [{ text: edge.access, ...LABEL }] } : {}),
  };
}

const KEEP_ORDER = {
  "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
  "elk.layered.considerModelOrder.strategy": "PREFER_NODES",
};

function options(edges: number): Record<string, string> {
  return { ...LAYERED, ...(edges > LARGE ? FAST : CAREFUL) };
}

const LAYERED = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.edgeLabels.sideSelection": "ALWAYS_UP",
  "elk.spacing.edgeLabel": "3",
};

const CAREFUL = {
  "elk.spacing.nodeNode": "34",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.thoroughness": "20",
};

/**
 * Only steps and order matter; the median sweep finds them in a tenth of the time. Parts of the graph
 * that are not connected share the steps.
 */
const FAST = {
  "elk.separateConnectedComponents": "false",
  "elk.layered.layering.strategy": "LONGEST_PATH_SOURCE",
  "elk.layered.mergeEdges": "true",
  "elk.layered.nodePlacement.strategy": "SIMPLE",
  "elk.layered.crossingMinimization.strategy": "MEDIAN_LAYER_SWEEP",
  "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
  "elk.layered.thoroughness": "1",
};

function read(root: ElkNode): Layout {
  const layout: Layout = {
    boxes: new Map(),
    routes: new Map(),
    labels: new Map(),
    regions: [],
  };
  root.children?.forEach((node) => layout.boxes.set(node.id, box(node)));
  for (const edge of root.edges ?? []) {
    const section = edge.sections?.[0];
    if (section) {
      layout.routes.set(edge.id, [
        section.startPoint,
        ...(section.bendPoints ?? []),
        section.endPoint,
      ]);
    }
    const label = edge.labels?.[0];
    if (label?.x !== undefined) layout.labels.set(edge.id, box(label));
  }
  return layout;
}

function box(shape: { x?: number; y?: number; width?: number; height?: number }): Box {
  return {
    x: shape.x ?? 0,
    y: shape.y ?? 0,
    width: shape.width ?? 0,
    height: shape.height ?? 0,
  };
}
