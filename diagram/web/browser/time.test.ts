import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, picture } from "./chromium.ts";
import { World } from "./world.ts";

const ORDERS = "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

async function pass(minutes: number): Promise<void> {
  const until = (await page.evaluate(() => flowlens.store.state.health!.now)) + minutes * 60_000;
  await page.waitForFunction((until) => flowlens.store.state.health!.now > until, until);
}

const attempts = () =>
  page.evaluate((id) => {
    const { calls, attempts } = flowlens.store.state.edges.get(id)!.perSecond;
    return attempts / calls;
  }, ORDERS);

test("a storm that is over can be gone back to, by key, slider and link, and now is one click away", async () => {
  page = await open(browser, world.page);
  await world.fault("time-lapse", true);
  await world.fault("throttle-storm", true);
  await page.locator(".verdict.bad").waitFor();
  await pass(3);
  await world.fault("throttle-storm", false);
  await pass(3);
  await page.locator(".verdict.good").waitFor();
  await world.fault("time-lapse", false);
  const boxes = () => page.evaluate(() => flowlens.stage.scene!.nodes.map(({ id, box }) => [id, box]));
  const before = await boxes();

  await page.evaluate(() => {
    for (let i = 0; i < 2; i++) dispatchEvent(new KeyboardEvent("keydown", { key: "[" }));
  });
  await page.waitForURL(/at=/);
  await page.locator(".verdict.bad").filter({ hasText: "1 open" }).waitFor();
  await page.locator(".banner.kept").filter({ hasText: /The minute before .* UTC, not now/ }).waitFor();
  expect(await page.title()).toBe("flowlens: all quiet");
  expect(await boxes()).toEqual(before);

  await page.getByRole("slider", { name: "Minute that is shown" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((id) => {
    const { calls, attempts } = flowlens.store.state.edges.get(id)!.perSecond;
    return attempts / calls > 3;
  }, ORDERS);
  await picture(page, "past");

  const other = await open(browser, page.url());
  await other.locator(".verdict.bad").filter({ hasText: "1 open" }).waitFor();
  await other.close();

  await page.getByRole("button", { name: /Back to now: All quiet/ }).click();
  await page.locator(".verdict.good").waitFor();
  expect(await page.locator(".banner").count()).toBe(0);
  expect(await attempts()).toBeLessThan(1.1);
  await page.goBack();
  await page.locator(".verdict.bad").waitFor();
});
