import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Health } from "../src/model.ts";
import { launch, picture, tab } from "./chromium.ts";
import { World } from "./world.ts";

/**
 * What the page takes for 500 nodes and 2,000 edges. The goals are for an idle machine with two cores
 * and no GPU. Others may use the machine, too: a test fails only far beyond a goal, and when the best
 * of several attempts is, for a busy moment makes an attempt slow, but no moment makes it fast.
 */
const GOAL = { firstPictureMs: 3_000, updateMs: 50, frameMs: 33 };
const FAR_BEYOND = 6;
const UPDATES = 4;
const FRAMES = 120;
const ATTEMPTS = 3;
const SAMPLE_MS = 250;

let world: World;
let browser: Browser;
let page: Page;
const lines: string[] = [];

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("large"), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
  console.log(["500 nodes, 2,000 edges:", ...lines].join("\n  "));
});

/** Waits until the server has read the table: what is measured is the page. */
async function served(): Promise<void> {
  await expect
    .poll(async () => ((await (await fetch(`${world.page}api/health`)).json()) as Health).edges, {
      timeout: 60_000,
      interval: 500,
    })
    .toBe(2000);
}

/** Milliseconds from the begin of the page's load until something holds. */
async function when(holds: () => boolean): Promise<number> {
  await page.waitForFunction(holds);
  return page.evaluate(() => performance.now());
}

/** Tries until the first number of a result is below a limit, a few times at most; the best result. */
async function best(
  limit: number,
  attempt: () => Promise<[number, ...number[]]>,
): Promise<[number, ...number[]]> {
  let result = await attempt();
  for (let i = 1; i < ATTEMPTS && result[0] >= limit; i++) {
    const again = await attempt();
    if (again[0] < result[0]) result = again;
  }
  return result;
}

interface Sample {
  /** How often the rates have been replaced. */
  updates: number;
  /** Milliseconds of processor time that the main thread has used. */
  used: number;
}

async function sample(devtools: CDPSession): Promise<Sample> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const updates = await page.evaluate(() => (globalThis as unknown as Counting).updates);
  return { updates, used: metrics.find(({ name }) => name === "TaskDuration")!.value * 1000 };
}

interface Counting {
  updates: number;
}

/** Runs in the page: counts how often the rates are replaced. */
function countUpdates(): void {
  const counting = globalThis as unknown as Counting;
  counting.updates = 0;
  let { edges } = flowlens.store.state;
  flowlens.store.subscribe(() => {
    if (flowlens.store.state.edges !== edges) counting.updates++;
    edges = flowlens.store.state.edges;
  });
}

/** What the main thread used for each of the next updates, in about the second around it. */
async function costs(updates: number): Promise<number[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(countUpdates);
  const result: number[] = [];
  let before = await sample(devtools);
  while (result.length < updates) {
    await page.waitForTimeout(SAMPLE_MS);
    const after = await sample(devtools);
    if (after.updates > before.updates) {
      await page.waitForTimeout(SAMPLE_MS);
      const painted = await sample(devtools);
      result.push((painted.used - before.used) / (painted.updates - before.updates));
      before = painted;
    } else {
      before = after;
    }
  }
  return result.sort((a, b) => a - b);
}

const quantile = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;

describe("a large graph", () => {
  test("is drawn soon, and has no fault switch without a lab", async () => {
    await served();
    page = await tab(browser);
    const [millis, loaded] = await best(GOAL.firstPictureMs * FAR_BEYOND, async () => {
      await page.goto(world.page);
      const loaded = await when(() => globalThis.flowlens?.store.state.edges.size > 0);
      return [await when(() => flowlens.stage.scene !== null), loaded];
    });
    const layout = await page.evaluate(() => flowlens.stage.layoutMillis);
    lines.push(
      `first picture ${millis.toFixed(0)} ms, of which page and data ${loaded!.toFixed(0)} ms,` +
        ` layout ${layout.toFixed(0)} ms`,
    );
    expect(await page.evaluate(() => flowlens.stage.scene!.nodes.length)).toBe(500);
    expect(await page.evaluate(() => flowlens.stage.scene!.edges.length)).toBe(2000);
    expect(await page.locator(".faults").count()).toBe(0);
    expect(millis).toBeLessThan(GOAL.firstPictureMs * FAR_BEYOND);
    await picture(page, "large");
  });

  test("takes new rates without holding up the page", async () => {
    const millis = quantile(await costs(UPDATES), 0.5);
    lines.push(
      `an update of all rates ${millis.toFixed(0)} ms of the main thread, painting included`,
    );
    expect(millis).toBeLessThan(GOAL.updateMs * FAR_BEYOND);
  });

  for (const [name, zoom] of [["all", 1], ["a part", 3], ["a little", 8]] as const) {
    test(`can be panned and zoomed smoothly while ${name} of it is in sight`, async () => {
      const [mean, ...frames] = await best(GOAL.frameMs * FAR_BEYOND, async () => {
        const frames = await page.evaluate(moveAbout, { zoom, frames: FRAMES });
        const total = frames.reduce((sum, millis) => sum + millis, 0);
        return [total / frames.length, ...frames.sort((a, b) => a - b)];
      });
      lines.push(
        `panning and zooming, ${name} of it in sight: ${(1000 / mean).toFixed(0)} frames/s,` +
          ` median ${quantile(frames, 0.5).toFixed(0)} ms, 95 % within ${quantile(frames, 0.95).toFixed(0)} ms`,
      );
      expect(mean).toBeLessThan(GOAL.frameMs * FAR_BEYOND);
    });
  }
});

/** Runs in the page: moves the picture in every frame, and tells how long each frame took. */
function moveAbout({ zoom, frames }: { zoom: number; frames: number }): Promise<number[]> {
  const { view } = flowlens;
  view.fit(false);
  view.zoomBy(zoom);
  return new Promise((done) => {
    const times: number[] = [];
    let last = performance.now();
    const step = (now: number) => {
      times.push(now - last);
      last = now;
      if (times.length > frames) return done(times.slice(1));
      if (times.length % 2) view.pan(times.length % 60 < 30 ? 14 : -14, 5);
      else view.zoomBy(times.length % 40 < 20 ? 1.01 : 1 / 1.01);
      requestAnimationFrame(step);
      return undefined;
    };
    requestAnimationFrame(step);
  });
}
