import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, open, picture } from "./chromium.ts";
import { World } from "./world.ts";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
});

beforeEach(async () => {
  page = await open(browser, world.page);
});

afterEach(async (context) => {
  if (context.task.result?.state === "fail") await picture(page, `failed ${context.task.name}`);
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

const tone = (name: string) => page.locator(`.verdict.${name}`).waitFor();
const levels = () =>
  page.evaluate(() => [...new Set(flowlens.stage.scene!.edges.map(({ level }) => level))]);
const icon = () => page.locator("link[rel=icon]").getAttribute("href");

describe("a page that cannot know", () => {
  test("is blind and never green once the job writes nothing, and sees again when it does", async () => {
    await tone("good");
    expect(await page.title()).toBe("flowlens: all quiet");
    const quietIcon = await icon();
    await world.fault("job-stopped", true);
    await tone("blind");
    await page.getByRole("alert").filter({ hasText: /Blind since .* UTC .*the flowlens job writes nothing/ }).waitFor();
    expect(await page.title()).toMatch(/^Blind since \d\d:\d\d UTC, flowlens$/);
    expect(await icon()).not.toBe(quietIcon);
    expect(await page.locator(".page.blind").count()).toBe(1);
    expect(await page.locator(".totals").textContent()).toContain("unknown");
    await page.waitForFunction(() => flowlens.stage.scene!.edges.every(({ level }) => level === "unknown"));
    await page.getByRole("tab", { name: "Edges" }).click();
    expect(await page.locator(".edge").first().textContent()).toContain("unknown");
    expect(await page.locator(".edges").textContent()).not.toMatch(/silent|\/s/);
    await page.getByRole("tab", { name: "Anomalies" }).click();
    expect(await page.locator(".panel").textContent()).toContain("Anomalies: unknown");
    await picture(page, "blind");
    await world.fault("job-stopped", false);
    await tone("good");
    expect(await levels()).not.toContain("unknown");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("says that traffic stopped, and not that it is blind, while the job runs without any", async () => {
    await tone("good");
    await world.fault("traffic-stopped", true);
    await page.getByRole("alert").filter({ hasText: /No traffic since .*The flowlens job runs/ }).waitFor();
    await tone("warn");
    expect(await page.locator(".page.blind").count()).toBe(0);
    expect(await levels()).toEqual(["silent"]);
    await picture(page, "no traffic");
    await world.fault("traffic-stopped", false);
    await tone("good");
  });
});
