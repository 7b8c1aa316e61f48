import { readFileSync } from 'fs';
import { pathToFileURL } from 'url';
import { Browser, chromium, Locator, Page } from 'playwright-core';
import { findChromium } from './chromium';
import { MadePage, makePage, PAGES } from './report-clusters';

const PROGRAM = findChromium();
if (!PROGRAM)
  process.stderr.write(
    'skipped: the report in a browser: no chromium, chromium-browser or google-chrome here; install one, or name it with CHROME\n',
  );

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

jest.setTimeout(60_000);

/** A page under observation. */
interface Watched {
  readonly page: Page;
  /** Errors, warnings and messages of any kind, and requests for anything but the page itself. */
  readonly complaints: string[];
}

let browser: Browser;
let made: Map<string, MadePage>;

beforeAll(async () => {
  if (!PROGRAM) return;
  // Chromium's own sandbox refuses to run as root.
  browser = await chromium.launch({ executablePath: PROGRAM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  made = new Map();
  for (const name of PAGES) made.set(name, await makePage(name));
}, 120_000);

afterAll(() => browser?.close());

async function open(file: string, viewport = DESKTOP, colorScheme: 'light' | 'dark' = 'light', javaScriptEnabled = true): Promise<Watched> {
  const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  const own = pathToFileURL(file).href;
  await context.route('**/*', (route) => {
    if (route.request().url() === own) return route.continue();
    complaints.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(own);
  return { page, complaints };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: { run(what: unknown, how: unknown): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const found = await axe.run((globalThis as unknown as { document: unknown }).document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
  }, WCAG);
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element: any) => element === element.ownerDocument.activeElement);
}

const cells = (page: Page): Locator => page.locator('.matrix button.open');

(PROGRAM ? describe : describe.skip)('the report in a browser', () => {
  describe.each(PAGES)('%s', (name) => {
    test.each([
      ['light', DESKTOP],
      ['dark', DESKTOP],
      ['light', PHONE],
      ['dark', PHONE],
    ] as const)('%s, %j: no complaint, no request, no violation of WCAG 2.1 AA, no sideways scrolling', async (scheme, viewport) => {
      const { page, complaints } = await open(made.get(name)!.page, viewport, scheme);
      expect(await violations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await cells(page).first().click();
      expect(await violations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('every cell opens a chain that says something', async () => {
      const { page, complaints } = await open(made.get(name)!.page);
      const empty: string[] = await page.evaluate(`[...document.querySelectorAll('.matrix button.open')].flatMap((button) => {
        button.click();
        const said = document.getElementById('chain-title').textContent + document.getElementById('chain-content').textContent;
        document.getElementById('chain').close();
        return said.length > 30 && !said.includes('undefined') ? [] : [button.textContent + ': ' + said];
      })`);
      expect(empty).toEqual([]);
      expect(await cells(page).count()).toBeGreaterThan(100);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test.each(['light', 'dark'] as const)('the picture alone renders, %s', async (scheme) => {
      const { page, complaints } = await open(made.get(name)!.svg, DESKTOP, scheme);
      const size = await page.locator('svg').boundingBox();
      expect(size!.width).toBeGreaterThan(400);
      const ground = await page.locator('.ground').evaluate((element: any) => element.ownerDocument.defaultView.getComputedStyle(element).fill);
      expect(ground).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(16, 20, 27)');
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('no text of the picture is wider than its place', async () => {
      const { page } = await open(made.get(name)!.page);
      const wide = await page.evaluate(`(() => {
        const svg = document.querySelector('svg.topology');
        const boxes = [...svg.querySelectorAll('rect.card, rect.chip, rect.band, rect.users')].map((box) => box.getBBox());
        const within = (text, box) => text.x >= box.x - 1 && text.y >= box.y - 3 && text.x + text.width <= box.x + box.width + 1 && text.y + text.height <= box.y + box.height + 3;
        const inside = [...svg.querySelectorAll('text:not(.zone-name):not(.rail-name)')];
        return inside.filter((text) => !boxes.some((box) => within(text.getBBox(), box))).map((text) => text.textContent);
      })()`);
      expect(wide).toEqual([]);
      await page.context().close();
    });
  });

  test.each(['Enter', 'Space'])('a cell opens with %s, Escape closes, and the focus is where it was', async (key) => {
    const { page } = await open(made.get('three hosts')!.page);
    const cell = cells(page).nth(9);
    await cell.focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog');
    expect(await dialog.isVisible()).toBe(true);
    expect(await dialog.getAttribute('aria-labelledby')).toBe('chain-title');
    expect(await page.locator('#chain-title').textContent()).toBe('zone b lost: pods');
    expect(await dialog.evaluate((element: any) => element.contains(element.ownerDocument.activeElement))).toBe(true);
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(`document.activeElement === document.body || document.getElementById('chain').contains(document.activeElement)`),
      ).toBe(true);
    }
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(await isFocused(cell)).toBe(true);
    await page.context().close();
  });

  test('a cell opens with the pointer; its button and the ground beside it close, and the focus is where it was', async () => {
    const { page } = await open(made.get('three hosts')!.page);
    const cell = cells(page).nth(3);
    const dialog = page.getByRole('dialog');
    await cell.click();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await dialog.isVisible()).toBe(false);
    expect(await isFocused(cell)).toBe(true);
    await cell.click();
    await page.mouse.click(5, 5);
    expect(await dialog.isVisible()).toBe(false);
    expect(await isFocused(cell)).toBe(true);
    await page.context().close();
  });

  test('everything can be reached by keyboard, the way past the navigation first, and wide tables scroll', async () => {
    const { page } = await open(made.get('seven hosts in three zones')!.page, PHONE);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const region = page.getByRole('region', { name: 'Failure matrix' });
    await region.focus();
    await region.evaluate((element: any) => {
      element.scrolled = new Promise((done) => element.addEventListener('scroll', () => done(true), { once: true }));
    });
    await page.keyboard.press('ArrowRight');
    expect(await region.evaluate((element: any) => element.scrolled)).toBe(true);
    await page.context().close();
  });

  test('the switch changes the colours, and the page remembers it', async () => {
    const { page } = await open(made.get('three hosts')!.page);
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.getByRole('button', { name: 'Dark colours' }).click();
    expect(await ground()).toBe('rgb(16, 20, 27)');
    await page.reload();
    expect(await ground()).toBe('rgb(16, 20, 27)');
    await page.emulateMedia({ media: 'print' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Light colours' }).click();
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.context().close();
  });

  test('without a script everything is there: tables, chains, and the way from cells to them', async () => {
    const { page, complaints } = await open(made.get('three hosts')!.page, PHONE, 'light', false);
    expect(await page.locator('#scheme').isVisible()).toBe(false);
    expect(await page.getByRole('table', { name: /^What is there while/ }).isVisible()).toBe(true);
    const link = page.locator('.matrix a.open').first();
    const target = page.locator((await link.getAttribute('href'))!);
    await link.click();
    expect(await target.locator('.chain-body').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('on paper the chains are there, too', async () => {
    const { page } = await open(made.get('three hosts')!.page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#chain-1 .chain-body').isVisible()).toBe(true);
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await page.context().close();
  });
});
