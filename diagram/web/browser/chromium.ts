import { mkdir } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import type { GraphView } from "../src/graph/view.ts";
import type { Stage } from "../src/graph/stage.ts";
import type { Store } from "../src/store.ts";

declare global {
  /** What the page lets a test look into: the canvas has no elements to find. */
  var flowlens: { store: Store; live: Store; view: GraphView; stage: Stage };
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A window of the browser; patient, as other programs may have the machine. */
export async function tab(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  page.setDefaultTimeout(60_000);
  return page;
}

/** Opens the page and waits until the graph is drawn. */
export async function open(browser: Browser, address: string): Promise<Page> {
  const page = await tab(browser);
  await page.goto(address);
  await drawn(page);
  return page;
}

export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.flowlens?.stage.scene && flowlens.view.labels.size > 0);
}

/** Keeps a picture of the page beside the other build results. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = "../target/pictures";
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}
