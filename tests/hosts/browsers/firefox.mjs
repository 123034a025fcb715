/* Searches and opens a card in Firefox, and prints what it saw as JSON: node firefox.mjs SEARCH_PAGE CARD_PAGE */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [searchPage, cardPage] = process.argv.slice(2);
const patience = { timeout: 30_000 };

async function search(page) {
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

async function card(page) {
  await page.goto(cardPage);
  await page.waitForFunction(() => document.querySelector("iframe").height !== "240", patience);
  const height = await page.$eval("iframe", (iframe) => iframe.height);
  const quoted = await page.$eval("blockquote", (quote) => getComputedStyle(quote).display);
  const frame = await (await page.$("iframe")).contentFrame();
  const link = await frame.waitForSelector("a", patience);
  await Promise.all([page.waitForNavigation(patience), link.click()]);
  return { height: Number(height), quoted, url: page.url() };
}

const profile = await mkdtemp(join(tmpdir(), "firefox-"));
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, protocol: "webDriverBiDi", userDataDir: profile,
  env: { ...process.env, HOME: profile }, // Firefox refuses the home of another user
});
try {
  const page = await browser.newPage();
  console.log(JSON.stringify({ search: await search(page), card: await card(page) }));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
