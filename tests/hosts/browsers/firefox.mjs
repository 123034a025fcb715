/* Drives Firefox and prints what it saw as JSON: node firefox.mjs widget SEARCH_PAGE CARD_PAGE, or node firefox.mjs site ORIGIN */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [what, ...addresses] = process.argv.slice(2);
const patience = { timeout: 30_000 };

async function search(page, searchPage) {
  await page.goto(searchPage);
  const input = await page.waitForFunction(
    () => document.querySelector("glossary-search").shadowRoot?.querySelector("input[role=combobox]"), patience,
  );
  await input.type("copay");
  // waitForSelector waits for changes of the document, which do not include those in a shadow tree.
  const first = await page.waitForFunction(
    () => {
      const first = document.querySelector("glossary-search").shadowRoot.querySelector("[role=option]");
      return first?.textContent.startsWith("Copayment") && first; // not the first one for half of the word
    }, patience,
  );
  const text = await first.evaluate((option) => option.textContent);
  await Promise.all([page.waitForNavigation(patience), first.click()]);
  return { text, url: page.url() };
}

async function card(page, cardPage) {
  await page.goto(cardPage);
  await page.waitForFunction(() => document.querySelector("iframe").height !== "240", patience);
  const height = await page.$eval("iframe", (iframe) => iframe.height);
  const quoted = await page.$eval("blockquote", (quote) => getComputedStyle(quote).display);
  const frame = await (await page.$("iframe")).contentFrame();
  const link = await frame.waitForSelector("a", patience);
  await Promise.all([page.waitForNavigation(patience), link.click()]);
  return { height: Number(height), quoted, url: page.url() };
}

/* From a search over the filter and a term to a comparison. */
async function visit(page, origin) {
  const leave = (act) => Promise.all([page.waitForNavigation(patience), act()]);
  const heading = () => page.$eval("h1", (h1) => h1.textContent.trim());
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(origin);
  const box = await page.waitForSelector("form[role=search] input[role=combobox]", patience);
  await box.type("copay");
  const option = await page.waitForFunction(() => document.querySelector("[role=option]")?.textContent, patience);
  const suggested = await option.jsonValue();
  await leave(() => page.keyboard.press("Enter"));
  const found = page.url();
  await page.click("#category-insurance");
  await page.waitForFunction(() => document.querySelector(".chosen") && !document.querySelector("[aria-busy]"), patience);
  const filtered = page.url();
  await leave(() => page.$$eval("#results a", (links) => links.find((link) => link.textContent === "Copayment").click()));
  const term = await heading();
  await page.$eval(".compare-form", (form) => form.closest("details").querySelector("summary").click());
  await page.type("#compare-with", "Coinsurance");
  await leave(() => page.keyboard.press("Enter"));
  const tops = await page.$$eval(".compared article", (all) => all.map((each) => each.getBoundingClientRect().top));
  return { suggested, found, filtered, term, compared: await heading(), tops };
}

const profile = await mkdtemp(join(tmpdir(), "firefox-"));
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, protocol: "webDriverBiDi", userDataDir: profile,
  env: { ...process.env, HOME: profile }, // Firefox refuses the home of another user
});
try {
  const page = await browser.newPage();
  const seen = what === "site"
    ? await visit(page, addresses[0])
    : { search: await search(page, addresses[0]), card: await card(page, addresses[1]) };
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
