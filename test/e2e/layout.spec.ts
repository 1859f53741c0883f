/**
 * Nothing overlaps and nothing is cut off, at every size that matters, light and dark; and the palette's
 * contrast holds where axe can measure it.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, round, stillBox } from './support.ts';

const BOTH = ['light', 'dark'] as const;
const LIGHT = ['light'] as const;

/** The last two: a large screen, and 1280 × 800 at a zoom of 200 %. */
const SIZES = [
  [1280, 800, BOTH],
  [1024, 768, BOTH],
  [1920, 1080, BOTH],
  [390, 844, BOTH],
  [2560, 1440, LIGHT],
  [640, 400, LIGHT],
] as const;

for (const [width, height, schemes] of SIZES) {
  for (const colorScheme of schemes) {
    test(`${width} × ${height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const errors = await openPage(page);
      await round(page);
      await round(page);
      await expect.poll(() => overlaps(page)).toEqual([]);
      await page.getByRole('button', { name: 'Story', expanded: false }).click();
      await expect(page.getByRole('button', { name: 'Fold Story' })).toBeVisible();
      await page.keyboard.press('1');
      await expect(page.getByRole('button', { name: 'Fold Inspector' })).toBeVisible();
      await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
      await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
      await expect.poll(() => overlaps(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await expectNoAxeViolations(page);
      expect(errors).toEqual([]);
    });
  }
}

test('an Inspector tab scrolls once: nothing around it does', async ({ page }) => {
  await openPage(page, '#/pbft/fault-free?at=60&select=R1&open=feed,inspector');
  await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeAttached();
  for (const tab of await page.getByRole('tablist', { name: 'Inspector' }).getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel').first()).toBeVisible();
    const surplus = await page
      .locator('.panel-body')
      .evaluateAll((bodies) => bodies.map((body) => body.scrollHeight - body.clientHeight));
    expect(surplus, await tab.innerText()).toEqual(surplus.map(() => 0));
  }
});

const POPOVERS = ['Transfer', 'Recent sessions', 'Share this session as a link', 'Keys'] as const;

test('at a zoom of 200 % everything that opens fits, and every act is in reach', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await openPage(page);
  for (const name of POPOVERS) {
    await page.getByRole('button', { name, exact: true }).click();
    // Its size settles when what it lists has been read, and only then is it set in place.
    await expect.poll(() => isWithin(page.getByRole('dialog'), { width: 640, height: 400 }), name).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('2');
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: 'Faults of R2' });
  await menu.getByRole('button', { name: /^Partition/ }).click();
  await expect(menu.getByRole('button', { name: 'Partition', exact: true })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  for (const name of ['Step', 'Round', 'Play', /^Faults/]) {
    const act = page.getByRole('region', { name: 'Transport' }).getByRole('button', { name, exact: true });
    await expect(act).toBeInViewport({ ratio: 1 });
  }
});

test('on paper stands the picture alone, light, and whole', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openPage(page);
  await round(page);
  await page.getByRole('button', { name: 'Story', expanded: false }).click();
  await page.keyboard.press('1');
  await page.keyboard.press('t');
  await expect(page.locator('.area-tool')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const around = ['.area-header', '.area-transport', '.area-feed', '.area-inspector', '.area-tool', '.guide'];
  for (const area of around) await expect(page.locator(area), area).toBeHidden();
  await expect(page.getByText('What R1 knows')).toBeHidden();
  await expect(page.locator('button:visible')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const stage = page.getByRole('region', { name: 'Stage' });
  await expect.poll(async () => (await stage.boundingBox())?.height).toBe(600);
  const seats = await page
    .locator('[data-replica]')
    .evaluateAll((all) =>
      all
        .map((seat) => seat.getBoundingClientRect())
        .map(({ top, bottom, left, right }) => [top, bottom, left, right]),
    );
  const box = await stage.boundingBox();
  for (const [top = 0, bottom = 0, left = 0, right = 0] of seats) {
    expect(top).toBeGreaterThanOrEqual((box?.y ?? 0) - 1);
    expect(bottom).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 1);
    expect(left).toBeGreaterThanOrEqual((box?.x ?? 0) - 1);
    expect(right).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0) + 1);
  }
});

async function isWithin(part: Locator, { width, height }: { width: number; height: number }) {
  const box = await part.boundingBox();
  return (
    box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
  );
}

/** Pairs of areas of the page that share more than their border. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[class*="area-"]')]
      .map((element) => ({
        name: element.className,
        box: element.getBoundingClientRect(),
        position: getComputedStyle(element).position,
      }))
      // The dock of a phone floats over what scrolls beneath it.
      .filter(({ box, position }) => box.width > 0 && box.height > 0 && position !== 'sticky');
    return boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1,
        )
        .map((b) => `${a.name} / ${b.name}`),
    );
  });
}

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  test(`the header says scenario, protocol and numbers at ${width} px, in one row`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openPage(page, '#/streamlet/streamlet-first');
    const header = page.getByRole('banner');
    const protocol = header.getByRole('button', { name: 'Protocol: Streamlet' });
    await expect(protocol).toHaveText('Streamlet');
    await expect(header).toContainText(/n = \d|f = \d/);
    await expect(header.getByRole('button', { name: 'Save the session as a file' })).toBeVisible();
    expect((await stillBox(header)).height).toBeLessThanOrEqual(45);
    const title = header
      .getByRole('button', { name: /^Scenario/ })
      .locator('span')
      .first();
    await expect.poll(() => title.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    await protocol.press('Enter');
    await page.getByRole('menuitemradio', { name: /^PBFT/ }).press('Enter');
    await expect(header.getByRole('button', { name: 'Protocol: PBFT' })).toBeVisible();
  });
}

test('controls are at least 28 px high, and the edges of panels are broad enough to be held', async ({
  page,
}) => {
  await openPage(page, '#/pbft/fault-free?at=60&open=feed,inspector,timeline&select=R1');
  await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
  await page.keyboard.press('t');
  const low = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('button, select, summary, input:not([type=checkbox], [type=radio])')]
        .filter((control) => control.checkVisibility() && !control.closest('.visually-hidden'))
        .map((control) => ({ control, height: control.getBoundingClientRect().height }))
        .filter(({ height }) => height > 4 && height < 27.5)
        .map(({ control, height }) => `${height} ${control.outerHTML.slice(0, 90)}`),
    );
  await expect.poll(low).toEqual([]);
  await page.keyboard.press('t');
  await expect(page.locator('.timeline-walk')).toBeVisible();
  await expect.poll(low).toEqual([]);
  for (const panel of ['Story', 'Inspector']) {
    const edge = await stillBox(page.getByRole('separator', { name: `Size of ${panel}` }));
    expect(edge.width, panel).toBeGreaterThanOrEqual(24);
  }
  const weights = await page.evaluate(() => [
    ...new Set([...document.querySelectorAll('*')].map((element) => getComputedStyle(element).fontWeight)),
  ]);
  expect(weights.sort()).toEqual(['400', '600']);
});
