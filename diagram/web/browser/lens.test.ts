import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LENSES } from "../src/lens/lenses.ts";
import { launch, open, picture } from "./chromium.ts";
import { World } from "./world.ts";

const ORDERS = "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
  page = await open(browser, world.page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await world.fault("throttle-storm", true);
  await page.locator(".verdict.bad").waitFor();
  await page.waitForFunction(
    (id) => (flowlens.stage.scene!.edges.find((e) => e.id === id)?.look.band ?? 0) > 8,
    ORDERS,
  );
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

/** Waits until the picture has taken its place. */
async function settled(): Promise<void> {
  await page.evaluate(() => flowlens.view.fit(false));
  await page.waitForTimeout(400);
}

const look = () =>
  page.evaluate((id) => flowlens.stage.scene!.edges.find((e) => e.id === id)!.look, ORDERS);

describe("a lens", () => {
  for (const [i, { id, name, question }] of LENSES.entries()) {
    test(`shows ${name.toLowerCase()} with a legend of its own, in light and dark`, async () => {
      await page.getByRole("radio", { name }).check({ force: true });
      await page.waitForFunction(
        (id) => (new URL(location.href).searchParams.get("lens") ?? "errors") === id,
        id,
      );
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        await settled();
        await picture(page, `lens ${i + 1} ${id} ${colorScheme}`);
      }
      expect(await page.locator(".legend").textContent()).toContain(question);
      expect((await look()).near.length).toBeGreaterThan(0);
      const labels = await page.evaluate(() => flowlens.view.labels.size);
      expect(labels).toBeGreaterThan(0);
    });
  }

  test("is in the address, and has a key", async () => {
    await page.keyboard.press("2");
    await page.waitForURL(/lens=retries/);
    await expect.poll(async () => (await look()).far[0]?.[0]?.text).toMatch(/^[\d.]+ → [\d.]+\/s$/);
    await page.keyboard.press("1");
    await page.waitForURL((url) => !url.searchParams.has("lens"));
    await page.goBack();
    await page.waitForURL(/lens=retries/);
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".lenses input:checked")?.parentElement?.textContent === "Retries");
  });

  test("leaves the root of an anomaly marked (the picture of the docs)", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(world.page);
    await page.waitForFunction(() => globalThis.flowlens?.view.labels.size > 0);
    await page.locator(".verdict.bad").click();
    await page.locator(".why").first().waitFor();
    const role = () =>
      page.evaluate(
        (id) => flowlens.stage.scene!.edges.find((e) => e.id === id)!.named?.role,
        ORDERS,
      );
    await expect.poll(role).toBe("root");
    // The picture glides to what is selected.
    await page.waitForTimeout(800);
    await picture(page, "diagram");
  });
});
