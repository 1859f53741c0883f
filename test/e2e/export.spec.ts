/**
 * Figures as files: an SVG that stands by itself, the same whatever theme is on; a PNG of the same picture.
 * Opened alone in the browser it must show what it says.
 */
import { readFileSync } from 'node:fs';
import { type Download, expect, type Page, test } from '@playwright/test';
import { openPage, replica, restartWith, round } from './support.ts';

const MOMENT = '#/pbft/equivocating-primary?at=40&select=R1&open=inspector,timeline';

async function save(page: Page, figure: string | RegExp, format: 'SVG' | 'PNG'): Promise<Download> {
  const share = page.getByRole('dialog', { name: 'Share' });
  if (!(await share.isVisible())) {
    await page.getByRole('button', { name: 'Share this session as a link' }).click();
  }
  const list = share.getByRole('combobox');
  await expect(list.getByRole('option').filter({ hasText: figure }).first()).toBeAttached();
  const names = await list.getByRole('option').allTextContents();
  const index = names.findIndex((name) => (typeof figure === 'string' ? name === figure : figure.test(name)));
  await list.selectOption({ index });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    share.getByRole('button', { name: format, exact: true }).click(),
  ]);
  await expect(share.getByText(/^Saved /)).toBeVisible();
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** What a reader of SVG that knows nothing of this page makes of it. */
function inspect(page: Page, svg: string) {
  return page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...parsed.querySelectorAll('*')];
    const referring = all.flatMap((element) =>
      [...element.attributes].filter(({ name, value }) => {
        const outside = /url\((?!#)|https?:|data:|javascript:/.test(value) && name !== 'xmlns';
        return outside || /^(on|class$|style$|href$|xlink:href$|src$)/.test(name);
      }),
    );
    const ids = new Set(all.map((element) => element.id).filter((id) => id !== ''));
    const used = [...text.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id ?? '');
    return {
      valid: parsed.querySelector('parsererror') === null,
      title: parsed.querySelector('title')?.textContent ?? '',
      description: parsed.querySelector('desc')?.textContent ?? '',
      words: [...parsed.querySelectorAll('text')].map((element) => element.textContent ?? ''),
      shapes: parsed.querySelectorAll('path, circle, rect, line, polyline').length,
      referring: referring.map(({ name, value }) => `${name}=${value}`),
      foreign: all
        .map((element) => element.localName)
        .filter((tag) => /script|style|image|foreign|use/.test(tag)),
      dangling: used.filter((id) => !ids.has(id)),
    };
  }, svg);
}

/** How red each pixel is, 0 to 255, when the file is opened alone. */
async function pixelsOf(page: Page, svg: string): Promise<readonly number[]> {
  return page.evaluate(async (text) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0);
    const { data } = pen?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return Array.from(data).filter((_, index) => index % 4 === 0);
  }, svg);
}

/** Share of pixels that are not the sheet's white. */
async function inkOf(page: Page, svg: string): Promise<number> {
  const pixels = await pixelsOf(page, svg);
  return pixels.filter((value) => value < 250).length / pixels.length;
}

for (const [figure, expected] of [
  ['Stage', ['R0 · view 0', 'c0']],
  ['Timeline', ['R0', 'R3', 'view 0']],
  [/^Statechart: Slots/, ['pre-prepared', 'committed']],
  [/^Statechart: Mode/, ['waiting', 'changing']],
] as const) {
  test(`${figure} is an SVG that stands by itself`, async ({ page }) => {
    await openPage(page, MOMENT);
    await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeVisible();
    const svg = await textOf(await save(page, figure, 'SVG'));
    const seen = await inspect(page, svg);
    expect(seen).toMatchObject({ valid: true, referring: [], foreign: [], dangling: [] });
    expect(seen.title).toContain('The primary says two things');
    expect(seen.title).toMatch(/n = 4, f = 1.*event 40/);
    expect(seen.description).toMatch(/Trace hash up to this moment: [0-9a-f]{64}\./);
    const words = seen.words.join('\n');
    for (const word of expected) expect(words).toContain(word);
    expect(seen.shapes).toBeGreaterThan(10);
    expect(await inkOf(page, svg)).toBeGreaterThan(0.01);
  });
}

test('print colours do not depend on the theme', async ({ page }) => {
  const figures: string[][] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await openPage(page, MOMENT);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    figures.push([
      await textOf(await save(page, 'Stage', 'SVG')),
      await textOf(await save(page, 'Timeline', 'SVG')),
      await textOf(await save(page, /^Statechart: Mode/, 'SVG')),
    ]);
  }
  expect(figures[1]).toEqual(figures[0]);
});

test('motion on screen leaves no trace in the file', async ({ page }) => {
  const files: string[] = [];
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    await openPage(page, '#/pbft/primary-crash?at=200');
    await page.emulateMedia({ reducedMotion });
    await page.reload();
    await expect(replica(page, 0)).toBeVisible();
    files.push(await textOf(await save(page, 'Stage', 'SVG')));
  }
  const [still, moving] = [await pixelsOf(page, files[0] ?? ''), await pixelsOf(page, files[1] ?? '')];
  const different = still.filter((value, index) => Math.abs(value - (moving[index] ?? 0)) > 40).length;
  expect(different / still.length).toBeLessThan(0.0001);
});

test('plots are figures, too', async ({ page }) => {
  await openPage(page, '#/pbft/fault-free?at=200&open=inspector&tab=verdicts');
  await page.getByRole('button', { name: 'Metrics' }).click();
  await expect(page.locator('[data-figure^="plot"]').first()).toBeVisible();
  const svg = await textOf(await save(page, /^Plot/, 'SVG'));
  const seen = await inspect(page, svg);
  expect(seen).toMatchObject({ valid: true, referring: [], foreign: [], dangling: [] });
  expect(seen.shapes).toBeGreaterThan(3);
  expect(await inkOf(page, svg)).toBeGreaterThan(0.005);
});

test('the messages on the stage are in its file, each as a vector', async ({ page }) => {
  await openPage(page, '#/pbft/first-light?at=6');
  const inFlight = await page.getByRole('img', { name: /In flight/ }).getAttribute('aria-label');
  expect(inFlight).toContain('3 PRE-PREPAREs');
  const svg = await textOf(await save(page, 'Stage', 'SVG'));
  // Marks of one kind are one path in the hue of their round: three squares.
  const marks = /<path d="([^"]+)" fill="#161AB0"\/>/.exec(svg)?.[1] ?? '';
  expect(marks.match(/z/g)).toHaveLength(3);
  expect(svg).not.toContain('<image');
});

test('a PNG is the same picture, twice as fine', async ({ page }) => {
  await openPage(page, MOMENT);
  const svg = await textOf(await save(page, 'Stage', 'SVG'));
  const download = await save(page, 'Stage', 'PNG');
  expect(download.suggestedFilename()).toBe('equivocating-primary-Stage-event-40.png');
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const size = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  expect(Math.abs(width - 2 * Number(size[1]))).toBeLessThanOrEqual(2);
  expect(Math.abs(height - 2 * Number(size[2]))).toBeLessThanOrEqual(2);
});

test('a crowd of messages is vectors, too', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/first-light');
  await restartWith(page, { 'n, replicas': '10' });
  for (let count = 0; count < 3; count += 1) await round(page);
  await expect(page.getByRole('img', { name: /In flight: 90 COMMITs/ })).toBeVisible();
  const svg = await textOf(await save(page, 'Stage', 'SVG'));
  const discs = [...svg.matchAll(/<path d="([^"]+)" fill="#2A9977"\/>/g)].map(([, path]) => path).join('');
  expect(discs.match(/M/g)).toHaveLength(90);
  expect(await inspect(page, svg)).toMatchObject({ valid: true, foreign: [] });
  expect(errors).toEqual([]);
});

test('a matrix of many replicas is a figure too', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/first-light');
  await restartWith(page, { 'n, replicas': '40' });
  await expect(page.getByRole('img', { name: /Links as a matrix/ })).toBeVisible();
  const seen = await inspect(page, await textOf(await save(page, 'Stage', 'SVG')));
  expect(seen).toMatchObject({ valid: true, referring: [], dangling: [] });
  expect(seen.words).toContain('38');
  expect(seen.shapes).toBeGreaterThan(40);
  expect(errors).toEqual([]);
});
