import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch, open, picture } from "./chromium.ts";
import { World } from "./world.ts";

const ORDERS = "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";
const ECHO = "function:111122223333:us-east-1:order-indexer|table:111122223333:us-east-1:Orders|write";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
  page = await open(browser, world.page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await world.fault("time-lapse", true);
  await world.fault("echo", true);
  await world.fault("throttle-storm", true);
  await page.waitForFunction((id) => {
    const { calls, attempts } = flowlens.store.state.edges.get(id)!.perSecond;
    return attempts > 3.3 * calls;
  }, ORDERS);
  await world.fault("time-lapse", false);
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

const search = () => page.getByRole("searchbox");
const bright = (id: string) =>
  page.waitForFunction((id) => flowlens.stage.scene!.edges.some((e) => e.id === id), id);

describe("a search", () => {
  test("by kind and losses finds the broken edge, and Enter goes there", async () => {
    const zoom = await page.evaluate(() => flowlens.view.camera.zoom);
    await search().fill("callee:orders throttled>1%");
    await page.locator(".badge").filter({ hasText: /^1$/ }).waitFor();
    await page.locator(".search .help").filter({ hasText: "1 edge matches." }).waitFor();
    await picture(page, "search");
    await search().press("Enter");
    await page.waitForFunction((zoom) => flowlens.view.camera.zoom > zoom * 1.2, zoom);
    await bright(ORDERS);
    await page.waitForURL(/find=callee/);
  });

  test("that cannot be understood says what to write", async () => {
    await search().fill("regoin:eu");
    await page.locator(".search .warn").filter({ hasText: "Did you mean region?" }).waitFor();
    await search().press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("find"));
    await page.evaluate(() => flowlens.view.fit(false));
  });
});

describe("a table", () => {
  test("shows its parts, and whose load it carries", async () => {
    await page.evaluate(() => flowlens.view.onSelect("table:111122223333:us-east-1:Orders"));
    await page.locator(".place dd").filter({ hasText: /write, .* read.* of the writes in vain|write, .* read/ }).first().waitFor();
    for (const part of ["Orders/byCustomer", "→ order-indexer"]) {
      await page.locator(".place dd").filter({ hasText: part }).waitFor();
    }
    const rows = page.locator(".load > ul > li");
    await rows.filter({ hasText: "order-indexer" }).waitFor();
    await rows.filter({ hasText: /checkout.*storefront.*about/ }).waitFor();
    await page.locator(".load select").selectOption("throttled");
    await rows.filter({ hasText: /checkout100 %/ }).waitFor();
    expect(await rows.count()).toBe(1);
    await page.locator(".load select").selectOption("attempts");
    await picture(page, "table");
    await page.keyboard.press("Escape");
  });
});

describe("an anomaly's way", () => {
  test("is a cascade from where it begins up to its callers", async () => {
    await page.locator(".verdict.bad").click();
    const steps = page.locator(".path li");
    await steps.filter({ hasText: /^checkout → Orders write\s*begins here/ }).waitFor();
    await steps.filter({ hasText: /^storefront → checkout call\s*calls it, .* suffers: .* failed/ }).waitFor();
    await picture(page, "cascade");
    await page.keyboard.press("Escape");
  });
});

describe("a comparison", () => {
  test("of now with before the trouble lists what got worse and what is new, and draws it", async () => {
    await page.keyboard.press("c");
    await page.waitForURL(/lens=compare&vs=/);
    const first = page.locator(".changes .edge").first();
    await first.filter({ hasText: /checkout → Orders write.*worse.*→/ }).waitFor();
    await page.locator(".changes .edge.new").filter({ hasText: "order-indexer → Orders" }).waitFor();
    const tones = () =>
      page.evaluate(
        (ids) => ids.map((id) => flowlens.stage.scene!.edges.find((e) => e.id === id)?.look.tone),
        [ORDERS, ECHO],
      );
    await expect.poll(tones).toEqual(["bad", "accent"]);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => flowlens.view.fit(false));
      await picture(page, `compare ${colorScheme}`);
    }
  });

  test("is in the address, opens an edge and comes back, and ends", async () => {
    const other = await open(browser, page.url());
    await other.locator(".changes .edge.worse").first().waitFor();
    await other.close();
    await page.locator(".changes .edge").first().click();
    await page.locator(".detail h2").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".changes h2").waitFor();
    await page.getByRole("button", { name: "Stop comparing" }).click();
    await page.waitForURL((url) => !url.searchParams.has("vs") && !url.searchParams.has("lens"));
    await page.getByRole("tab", { name: /Anomalies/ }).waitFor();
  });
});
