import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drawn, launch, open, picture } from "./chromium.ts";
import { LONGEST } from "./longest.ts";
import { World } from "./world.ts";

const ORDERS = "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";
const ECHO = "function:111122223333:us-east-1:order-indexer|table:111122223333:us-east-1:Orders|write";

let world: World;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
});

beforeEach(async () => {
  complaints.length = 0;
  page = await open(browser, world.page);
  page.on("pageerror", (error) => complaints.push(error.message));
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") await picture(page, `failed ${context.task.name}`);
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

/** The middle of what is on the canvas under an id, in the window's pixels. */
async function middle(id: string): Promise<{ x: number; y: number }> {
  const at = await page.evaluate((id) => {
    const { view, stage } = flowlens;
    const edge = stage.scene!.edges.find((e) => e.id === id);
    const box = stage.scene!.nodes.find((n) => n.id === id)?.box;
    const line = edge?.line ?? [];
    const free = line.filter((_, i) => i > line.length / 4 && i < (line.length * 3) / 4);
    const point = box
      ? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      : free[Math.floor(free.length / 2)]!;
    const { x, y, zoom } = view.camera;
    return { x: (point.x - x) * zoom, y: (point.y - y) * zoom };
  }, id);
  const canvas = (await page.locator("canvas").first().boundingBox())!;
  return { x: canvas.x + at.x, y: canvas.y + at.y };
}

const text = (selector: string) => page.locator(selector).first().textContent();

/** Waits until an element is there and says what is expected. */
async function says(selector: string, words: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: words }).first().waitFor();
}

/** Waits until what the last event asked for is painted. */
const frames = () =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until an edge or node is selected and shown so; null: nothing. */
async function selected(id: string | null): Promise<void> {
  await page.waitForFunction((id) => flowlens.view.selected === id, id, { timeout: 20_000 });
  await frames();
}

/** Gives the window a size and shows all of the graph in it. */
async function fitTo(size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction((width) => window.innerWidth === width, size.width);
  await frames();
  await page.evaluate(() => flowlens.view.fit(false));
  await frames();
}

/** Where the middles of all labels are, in the graph's coordinates, by the edge's id. */
async function middles(): Promise<Map<string, { x: number; y: number }>> {
  return new Map(
    await page.evaluate(() =>
      [...flowlens.view.labels].map(
        ([id, { x, y, width, height }]) => [id, { x: x + width / 2, y: y + height / 2 }] as const,
      ),
    ),
  );
}

async function middleOfLabel(id: string): Promise<{ x: number; y: number }> {
  const at = await page.evaluate((id) => {
    const box = flowlens.view.labels.get(id)!;
    const { x, y, zoom } = flowlens.view.camera;
    return { x: (box.x + box.width / 2 - x) * zoom, y: (box.y + box.height / 2 - y) * zoom };
  }, id);
  const canvas = (await page.locator("canvas").first().boundingBox())!;
  return { x: canvas.x + at.x, y: canvas.y + at.y };
}

const storm = (on: boolean) => fault(/Throttle storm/, on);

async function fault(name: RegExp, on: boolean): Promise<void> {
  await page.locator(".faults summary").click();
  const lever = page.getByRole("switch", { name });
  if ((await lever.isChecked()) !== on) await lever.click();
  await page.keyboard.press("Escape");
}

/** Runs in the page: where nodes and lines are, and which edge's line touches which node that it does not end at. */
function layout() {
  const { nodes, edges } = flowlens.stage.scene!;
  const crossed = edges.flatMap(({ id, edge, line }) =>
    nodes
      .filter((node) => node.id !== edge.from && node.id !== edge.to)
      .filter(({ box: { x, y, width, height } }) =>
        line.some((p) => p.x > x && p.x < x + width && p.y > y && p.y < y + height),
      )
      .map((node) => [id, node.id]),
  );
  return {
    boxes: nodes.map(({ id, box }) => [id, box]),
    edges: edges.map(({ id, line }) => [id, line] as const),
    crossed,
  };
}

/** Zooms, and tells which labels then lie on a node or another label. */
function coveredAfterZoom(factor: number): Promise<string[]> {
  return page.evaluate(async (factor) => {
    flowlens.view.zoomBy(factor);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const labels = [...flowlens.view.labels];
    const nodes = flowlens.stage.scene!.nodes.map(({ id, box }) => [id, box] as const);
    return labels.flatMap(([id, a], i) =>
      [...nodes, ...labels.slice(i + 1)]
        .filter(([, b]) => a.x < b.x + b.width && b.x < a.x + a.width)
        .filter(([, b]) => a.y < b.y + b.height && b.y < a.y + a.height)
        .map(([other]) => `${id} on ${other}`),
    );
  }, factor);
}

describe("the page", () => {
  test("shows every node and edge of the table, and says that all is quiet", async () => {
    expect(await page.locator("canvas").first().getAttribute("aria-label")).toContain(
      "15 nodes and 18 edges",
    );
    expect(await page.evaluate(() => flowlens.stage.scene!.nodes.length)).toBe(15);
    expect(await page.evaluate(() => flowlens.stage.scene!.edges.length)).toBe(18);
    await page.locator(".verdict.good").waitFor();
    expect(await text(".verdict")).toContain("All quiet");
    expect(await text(".panel")).toMatch(/No anomaly\. Judged until \d\d:\d\d:\d\d UTC\./);
    expect(await page.getByRole("alert").count()).toBe(0);
    await picture(page, "quiet");
    expect(complaints).toEqual([]);
  });

  test("paints no label on a node or on another label, at any zoom", async () => {
    for (const factor of [1, 1.4, 1.4, 0.3]) expect(await coveredAfterZoom(factor)).toEqual([]);
  });

  test("shows an edge's last hour after a click on it, and goes back when nothing is clicked", async () => {
    const { x, y } = await middle(ORDERS);
    await page.mouse.click(x, y);
    await says(".detail h2", "checkout → Orders");
    await says(".detail h3", "Last hour");
    expect(await page.locator(".plot canvas").count()).toBe(3);
    await page.locator(".astable summary").click();
    expect(await page.locator(".astable tbody tr").count()).toBe(60);
    expect(await text(".operations")).toContain("PutItem");
    await picture(page, "edge");
    const { width, height } = (await page.locator("canvas").first().boundingBox())!;
    await page.mouse.click(width - 200, height - 20);
    await says(".panel", "No anomaly.");
    expect(complaints).toEqual([]);
  });

  for (const size of [{ width: 1280, height: 800 }, { width: 2560, height: 1440 }]) {
    test(`opens every edge by a click on its label, at ${size.width} × ${size.height}`, async () => {
      await fitTo(size);
      const labels = await page.evaluate(() => [...flowlens.view.labels.keys()]);
      expect(labels.length).toBeGreaterThan(12);
      const missed: string[] = [];
      for (const id of labels) {
        const { x, y } = await middleOfLabel(id);
        await page.mouse.move(x, y);
        await page.mouse.click(x, y);
        await selected(id).catch(() => missed.push(id));
        await page.keyboard.press("Escape");
        await selected(null);
      }
      expect(missed).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }

  test("keeps every label in its place while numbers change, and whatever is selected", async () => {
    await fitTo({ width: 1280, height: 800 });
    const before = await middles();
    for (const id of [ORDERS, "table:111122223333:us-east-1:Orders", null]) {
      await page.evaluate((id) => flowlens.view.onSelect(id), id);
      await selected(id);
      const after = await middles();
      for (const [label, at] of before) expect(after.get(label), `${label}, ${id}`).toEqual(at);
    }
    const moved = await page.evaluate(async (before) => {
      const updates = 4;
      for (let seen = 0, { edges } = flowlens.store.state; seen < updates; ) {
        await new Promise((done) => requestAnimationFrame(done));
        for (const [id, at] of before) {
          const box = flowlens.view.labels.get(id);
          if (!box) return `${id} went`;
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          if (Math.hypot(x - at.x, y - at.y) > 1) return `${id} moved`;
        }
        if (flowlens.store.state.edges !== edges) seen++;
        edges = flowlens.store.state.edges;
      }
      return "";
    }, [...before]);
    expect(moved).toBe("");
  });

  test("has an address that shows the same to whoever opens it, and Back goes back", async () => {
    const { x, y } = await middle(ORDERS);
    await page.mouse.click(x, y);
    await says(".detail h2", "checkout → Orders");
    expect(new URL(page.url()).searchParams.get("select")).toBe(ORDERS);
    await page.locator(".detail h2 .link").first().click();
    await says(".detail h2", "checkout");
    await page.goBack();
    await says(".detail h2", "checkout → Orders");
    const other = await open(browser, page.url());
    await other.locator(".detail h2").filter({ hasText: "checkout → Orders" }).waitFor();
    await other.waitForFunction((id) => flowlens.view.selected === id, ORDERS);
    await other.close();
    await page.goBack();
    await says(".panel", "No anomaly.");
    await selected(null);
    await page.keyboard.press("/");
    await page.keyboard.type("stock");
    await page.waitForURL(/find=stock/);
    await page.goto(`${world.page}?select=table:111122223333:us-east-1:Gone`);
    await says(".gone", "Gone is not in the picture: nothing has flowed there in the last hour.");
  });

  test("goes back to the whole picture when what a list led to is left", async () => {
    const whole = await page.evaluate(() => flowlens.view.camera);
    await page.goto(`${world.page}?tab=edges`);
    await drawn(page);
    await page.locator(".edge").first().click();
    await page.waitForFunction((zoom) => flowlens.view.camera.zoom > zoom * 1.2, whole.zoom);
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      (zoom) => Math.abs(flowlens.view.camera.zoom - zoom) < 1e-6,
      whole.zoom,
    );
  });

  test("copies an edge's numbers and link for a chat", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const { x, y } = await middle(ORDERS);
    await page.mouse.click(x, y);
    await page.getByRole("button", { name: "Copy for chat" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^checkout → Orders write: [\d.]+\/s, .*\(last 60 s, .* UTC\)\nhttp/);
    expect(copied.split("\n")[1]).toBe(page.url());
  });

  test("never has a panel that is wider than its place, whatever an anomaly says", async () => {
    await page.evaluate((anomalies) => {
      flowlens.live.set({ ...flowlens.live.state, anomalies });
    }, LONGEST);
    for (const width of [900, 1280, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      for (const { id, type } of LONGEST) {
        await page.evaluate((id) => document.getElementById(id)!.querySelector("button")!.click(), id);
        await page.locator(".why").first().waitFor();
        const { content, place } = await page.evaluate(() => {
          const panel = document.querySelector(".panel")!;
          return { content: panel.scrollWidth, place: panel.clientWidth };
        });
        expect(content, `${type} at ${width}`).toBeLessThanOrEqual(place);
        if (width === 1280) await picture(page, `long ${type}`);
        await page.evaluate((id) => document.getElementById(id)!.querySelector("button")!.click(), id);
      }
    }
  });

  test("names what is under the pointer", async () => {
    const { x, y } = await middle("table:111122223333:us-east-1:Orders");
    await page.mouse.move(x, y);
    await says(".tooltip", "Orders table");
  });

  test("can be used from the keyboard alone", async () => {
    await page.getByRole("tab", { name: "Edges" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".edge").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("edge");
    const name = (await text(".edge .name"))!.split(" →")[0]!;
    await page.keyboard.press("Enter");
    await says(".detail h2", name);
    await page.keyboard.press("Escape");
    await says(".tabs", "Edges");
    await page.keyboard.press("/");
    await page.keyboard.type("stock");
    await says(".badge", /^1$/);
    await page.keyboard.press("Escape");
    await says(".badge", /^18$/);
  });

  test("moves its picture by keys, and shows all of it again", async () => {
    await page.locator("canvas").first().focus();
    const camera = () => page.evaluate(() => flowlens.view.camera);
    const before = await camera();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("+");
    expect((await camera()).zoom).toBeGreaterThan(before.zoom);
    await page.keyboard.press("0");
    await page.waitForFunction(
      (zoom) => Math.abs(flowlens.view.camera.zoom - zoom) < 1e-9,
      before.zoom,
    );
  });

  test("opens an anomaly with its explanation when a fault is switched on, and closes it again", async () => {
    await storm(true);
    await says(".verdict", "1 open");
    await says(".faults summary", "Lab: Throttle storm on");
    await page.locator(".verdict").click();
    await says(".anomaly .status", "critical, open for");
    await says(".anomaly .where", "checkout → Orders");
    for (const part of ["What to do", "What was measured", "Evidence to look up", "against it"]) {
      await says(".why h3", part);
    }
    await page.waitForFunction(
      (id) => flowlens.stage.scene!.edges.some((e) => e.id === id && e.named?.role === "root" && e.look.band > 0),
      ORDERS,
    );
    await says(".anomaly .mark.critical", "");
    await says(".judged", /Judged until \d\d:\d\d:\d\d UTC/);
    await says(".path li", /storefront → checkout call.* suffers: .*failed/);
    expect(await page.title()).toBe("(1 open) Retry cascade, flowlens");
    await picture(page, "storm");
    await page.locator(".path .link").first().click();
    await says(".onset", /Dashed line: Retry cascade began \d\d:\d\d:\d\d UTC/);
    await picture(page, "edge in a storm");
    await page.keyboard.press("Escape");
    await page.evaluate(() => flowlens.view.fit(false));
    for (const factor of [1, 0.6]) expect(await coveredAfterZoom(factor)).toEqual([]);
    await page.locator(".verdict").click();
    await storm(false);
    await says(".anomaly .status", "resolved");
    await says(".tabs", /^Anomalies Edges/);
  });

  test("leads an edge that comes late around the nodes in its way, and moves nothing else", async () => {
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, 40);
    const before = await page.evaluate(layout);
    await fault(/Echo/, true);
    await page.waitForFunction((count) => flowlens.stage.scene!.edges.length > count, before.edges.length);
    await frames();
    const { crossed, ...after } = await page.evaluate(layout);
    expect(after.boxes).toEqual(before.boxes);
    expect(after.edges.filter(([id]) => id !== ECHO)).toEqual(before.edges);
    expect(crossed.filter(([id]) => id === ECHO)).toEqual([]);
    await page.locator(".tidy").waitFor();
    await page.evaluate((id) => flowlens.stage.look([id]), ECHO);
    await page.waitForTimeout(500);
    await picture(page, "late edge");
    await fault(/Echo/, false);
  });

  test("says at once that the server was killed, and goes on when it is back", async () => {
    const { port } = new URL(world.page);
    await world.kill();
    await says("[role=alert]", /Blind since .* UTC .*the diagram server does not answer/);
    await says(".verdict.blind", "Blind since");
    await says(".fresh", "disconnected");
    world = await World.start("shop", Number(port));
    await page.getByRole("alert").waitFor({ state: "detached" });
    await says(".fresh", /data \d+ s old/);
    await drawn(page);
  });

  test("says that a server which hangs is lost although its connection is open", async () => {
    world.freeze(true);
    try {
      await says("[role=alert]", "the diagram server does not answer");
    } finally {
      world.freeze(false);
    }
    await page.getByRole("alert").waitFor({ state: "detached" });
  });
});
