import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, picture } from "./chromium.ts";
import { World } from "./world.ts";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
  page = await open(browser, world.page);
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

interface Watching {
  tones: Set<string>;
  levels: Set<string>;
  refused: number;
}

/** Runs in the page: notes every verdict, and every colour of an edge. */
function watch(): void {
  const watching: Watching = { tones: new Set(), levels: new Set(), refused: 0 };
  Object.assign(globalThis, { watching });
  const note = () => {
    watching.tones.add(document.querySelector(".verdict")!.className);
    flowlens.stage.scene!.edges.forEach(({ level }) => watching.levels.add(level));
    for (const { perSecond } of flowlens.store.state.edges.values()) {
      watching.refused = Math.max(watching.refused, perSecond.calls && perSecond.client / perSecond.calls);
    }
  };
  new MutationObserver(note).observe(document.querySelector(".bar")!, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  flowlens.store.subscribe(note);
}

const watched = () =>
  page.evaluate(() => {
    const { tones, levels, refused } = (globalThis as unknown as { watching: Watching }).watching;
    return { tones: [...tones], levels: [...levels], refused };
  });

test("twenty minutes of a healthy shop stay green although one checkout in seven is refused", async () => {
  await page.locator(".verdict.good").waitFor();
  const begin = await page.evaluate(() => flowlens.store.state.health!.now);
  await page.evaluate(watch);
  await world.fault("time-lapse", true);
  await page.waitForFunction((until) => flowlens.store.state.health!.now > until, begin + 20 * 60_000, {
    timeout: 170_000,
  });
  const { tones, levels, refused } = await watched();
  expect(tones).toEqual(["verdict good"]);
  expect(levels).not.toContain("bad");
  expect(refused).toBeGreaterThan(0.1);
  await picture(page, "healthy");
  await world.fault("throttle-storm", true);
  await page.locator(".verdict.bad").waitFor();
});
