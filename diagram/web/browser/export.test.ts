import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawn, launch, open, picture, tab } from "./chromium.ts";
import { World } from "./world.ts";

let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([World.start("shop"), launch()]);
  page = await open(browser, world.page);
  await page.locator(".verdict.good").waitFor();
});

afterAll(async () => {
  await browser?.close();
  await world?.kill();
});

async function save(role: "link" | "button", name: RegExp): Promise<Download> {
  await page.locator(".export summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole(role, { name }).click(),
  ]);
  await page.locator(".export summary").click();
  return download;
}

const content = async (download: Download) => readFile(await download.path(), "utf8");

describe("an export", () => {
  test("as a picture is a PNG of the whole graph, sharp", async () => {
    const download = await save("button", /Picture/);
    expect(download.suggestedFilename()).toMatch(/\.png$/);
    const file = await readFile(await download.path());
    expect(file.subarray(1, 4).toString()).toBe("PNG");
    const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
    const bounds = await page.evaluate(() => flowlens.stage.scene!.bounds);
    expect(Math.abs(width - 2 * (bounds.width + 48))).toBeLessThan(3);
    expect(Math.abs(height - 2 * (bounds.height + 48))).toBeLessThan(3);
    await mkdir("../target/pictures", { recursive: true });
    await writeFile("../target/pictures/export.png", file);
  });

  test("of the page is one file that opens without a server and asks nobody for anything", async () => {
    const download = await save("link", /This page as one file/);
    expect(download.suggestedFilename()).toMatch(/^flowlens-\d{4}-\d\d-\d\dT\d{6}Z\.html$/);
    const file = join(await mkdtemp(join(tmpdir(), "flowlens-")), "page.html");
    await writeFile(file, await content(download));
    const alone = await tab(browser);
    const asked: string[] = [];
    const complaints: string[] = [];
    alone.on("request", (request) => asked.push(request.url()));
    alone.on("pageerror", (error) => complaints.push(error.message));
    await alone.goto(pathToFileURL(file).href);
    await drawn(alone);
    await alone.locator(".banner.kept").filter({ hasText: /A picture of .* UTC, kept in a file/ }).waitFor();
    expect(await alone.evaluate(() => flowlens.stage.scene!.nodes.length)).toBe(15);
    await alone.locator(".verdict.good").waitFor();
    await alone.keyboard.press("3");
    await alone.locator(".legend").filter({ hasText: "Where do calls wait" }).waitFor();
    await picture(alone, "one file");
    expect(asked.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await alone.close();
  });

  test("as a drawing is a picture that shows what the page shows", async () => {
    const svg = await content(await save("button", /Drawing/));
    const viewer = await tab(browser);
    await viewer.setContent(`<body style="margin:0">${svg}</body>`);
    expect(await viewer.locator("svg > g > title").count()).toBe(15 + 18);
    expect(await viewer.locator("svg text", { hasText: /^checkout$/ }).count()).toBe(1);
    const problem = await viewer.evaluate(
      (svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent,
      svg,
    );
    expect(problem).toBeUndefined();
    await picture(viewer, "drawing");
    await viewer.close();
  });

  test("for Mermaid, Graphviz and programs names every node and edge", async () => {
    const mermaid = await content(await save("link", /Mermaid/));
    expect(mermaid).toMatch(/^flowchart LR\n/);
    expect(mermaid.match(/ -->\|/g)).toHaveLength(18);
    expect(await content(await save("link", /Graphviz/))).toMatch(/^digraph flowlens \{[^]*\}\n$/);
    const data = JSON.parse(await content(await save("link", /Data/)));
    expect(data.nodes).toHaveLength(15);
    expect(data.edges).toHaveLength(18);
    expect(data.anomalies).toEqual([]);
  });
});
