// Opens a report.html in Chromium and checks that a person can use it: node tests/browser/report.browser.mjs PATH [SCREENSHOT-FOLDER]
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const [path, screenshots] = process.argv.slice(2);
if (!path) {
  console.error('usage: node tests/browser/report.browser.mjs PATH [SCREENSHOT-FOLDER]');
  process.exit(2);
}
const url = pathToFileURL(resolve(path)).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});

let passed = 0;
let failed = 0;
async function it(sentence, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${sentence}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${sentence}\n        ${String(error?.message ?? error).split('\n').slice(0, 6).join('\n        ')}`);
  }
}
function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** A page with the report in it and all that went wrong while it loaded. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: 'load' });
  return { page, problems, requests, close: () => context.close() };
}

async function picture(page, name) {
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: false });
}

/** The contrast ratio of the text of each element that a selector finds, the lowest first. */
function contrasts(page, selector) {
  return page.evaluate((wanted) => {
    const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const background = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = parse(getComputedStyle(at).backgroundColor);
        if (color.length === 3 || color[3] > 0) return color;
      }
      return [255, 255, 255];
    };
    return [...document.querySelectorAll(wanted)].slice(0, 400).map((element) => {
      const [one, other] = [luminance(parse(getComputedStyle(element).color)), luminance(background(element))];
      return { text: element.textContent.slice(0, 30), ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) };
    }).sort((a, b) => a.ratio - b.ratio);
  }, selector);
}

const READABLE = 'h1, h2, h3, p, li, dt, dd, th, .tag, .tiles li, .matrix td, .soft, a, summary, label, .checks td';
const visibleRows = (page) => page.locator('.checks tbody tr:not([hidden])').count();

const light = await open({ colorScheme: 'light' });
await it('the verdict is visible at the top', async () => {
  const verdict = page(light).locator('#verdict');
  expect(await verdict.isVisible(), 'no verdict to be seen');
  expect(/^(conformant|partial|non-conformant|inconclusive)$/i.test(await verdict.innerText()), await verdict.innerText());
  expect((await verdict.boundingBox()).y < 300, 'the verdict is below the fold');
});
await it('the page has landmarks, one first-level heading, a language and a title', async () => {
  for (const landmark of ['header', 'nav', 'main', 'footer', 'html[lang]']) {
    expect((await page(light).locator(landmark).count()) === 1, `not exactly one ${landmark}`);
  }
  expect((await page(light).locator('h1').count()) === 1, 'not exactly one h1');
  expect((await page(light).title()).length > 10, 'no title');
});
await it('the links of the navigation lead to sections that exist', async () => {
  const targets = await page(light).locator('a[href^="#"]').evaluateAll((links) => links.map((link) => link.getAttribute('href').slice(1)));
  for (const target of new Set(targets)) expect((await page(light).locator(`[id="${target}"]`).count()) === 1, `nothing at #${target}`);
});
await picture(page(light), 'light');
await it('every finding has its source, and its evidence opens', async () => {
  const findings = page(light).locator('.finding');
  for (let index = 0; index < Math.min(await findings.count(), 20); index += 1) {
    expect((await findings.nth(index).innerText()).includes('Source:'), 'a finding without its source');
  }
  const details = page(light).locator('.finding details:has(pre)').first();
  if ((await details.count()) > 0) {
    await details.locator('summary').click();
    expect(await details.locator('pre').first().isVisible(), 'the evidence does not open');
    await details.scrollIntoViewIfNeeded();
    await picture(page(light), 'finding');
  }
});
await it('each filter leaves exactly the rows with its value, and all come back', async () => {
  const all = await visibleRows(page(light));
  expect(all > 0, 'no checks in the table');
  for (const name of ['area', 'level', 'status', 'object']) {
    const select = page(light).locator(`#filters select[name="${name}"]`);
    for (const value of (await select.locator('option').evaluateAll((options) => options.map((option) => option.value))).filter(Boolean).slice(0, 6)) {
      await select.selectOption(value);
      const wanted = await page(light).locator('.checks tbody tr').evaluateAll((rows, [key, text]) => rows.filter((row) => row.dataset[key] === text).length, [name, value]);
      const shown = await visibleRows(page(light));
      expect(shown === wanted && shown > 0, `${name}=${value} shows ${shown} rows, ${wanted} have it`);
      expect((await page(light).locator('#shown').innerText()).startsWith(`${shown} of ${all} `), 'the count is wrong');
    }
    await select.selectOption('');
  }
  await page(light).locator('#filters select[name="status"]').scrollIntoViewIfNeeded();
  await picture(page(light), 'checks');
  await page(light).locator('#filters input').fill('no row says this');
  await page(light).waitForFunction(() => document.querySelectorAll('.checks tbody tr:not([hidden])').length === 0);
  await page(light).locator('#filters button').click();
  expect((await visibleRows(page(light))) === all, 'rows are missing after "Show all"');
});
await it('filters can be reached and used with the keyboard alone', async () => {
  await page(light).locator('#filters select[name="area"]').focus();
  await page(light).keyboard.press('ArrowDown');
  expect((await page(light).locator('#filters select[name="area"]').inputValue()) !== '', 'the key changed nothing');
  await page(light).locator('#filters button').focus();
  await page(light).keyboard.press('Enter');
  expect((await page(light).locator('#filters select[name="area"]').inputValue()) === '', 'Enter did not show all');
});
await it('text has a contrast of at least 4.5 on light', async () => {
  const [lowest] = await contrasts(page(light), READABLE);
  expect(lowest.ratio >= 4.5, `${lowest.ratio.toFixed(2)} on "${lowest.text}"`);
});
await it('no status is told by colour alone', async () => {
  const silent = await page(light).locator('.tag, .matrix td[class]').evaluateAll((cells) => cells.filter((cell) => !/[a-z]{4}/.test(cell.textContent)).length);
  expect(silent === 0, `${silent} labels without a word`);
});
await it('nothing is logged as an error and nothing is loaded from elsewhere', async () => {
  expect(light.problems.length === 0, light.problems.join('\n'));
  expect(light.requests.every((request) => request === url), light.requests.join('\n'));
});
await it('markup in the evidence stays text', async () => {
  const strange = await page(light).locator('pre *, .checks td img, .checks td script, main script').count();
  expect(strange === 0, `${strange} elements that are none of ours`);
});
await light.close();

const dark = await open({ colorScheme: 'dark' });
await it('the dark scheme has a dark page with readable text', async () => {
  const [red] = (await page(dark).evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
  expect(red < 60, 'the page is not dark');
  const [lowest] = await contrasts(page(dark), READABLE);
  expect(lowest.ratio >= 4.5, `${lowest.ratio.toFixed(2)} on "${lowest.text}"`);
});
await picture(page(dark), 'dark');
await dark.close();

const bare = await open({ javaScriptEnabled: false });
await it('without JavaScript everything is there and the dead filters are not', async () => {
  expect(await page(bare).locator('#verdict').isVisible(), 'no verdict');
  expect(!(await page(bare).locator('#filters').isVisible()), 'filters that cannot work are shown');
  expect(await page(bare).locator('.checks tbody tr').first().isVisible(), 'no checks');
  const details = page(bare).locator('.finding details').first();
  if ((await details.count()) > 0) {
    await details.locator('summary').click();
    expect(await details.locator('p, pre').first().isVisible(), 'details do not open');
  }
});
await bare.close();

const phone = await open({ viewport: { width: 390, height: 800 } });
await it('on a phone the page itself does not scroll sideways', async () => {
  const [width, window] = await page(phone).evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(width <= window, `${width} pixels wide in a window of ${window}`);
});
await picture(page(phone), 'phone');
await phone.close();

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function page(opened) {
  return opened.page;
}
