/**
 * The stage keeps a height at which it can be read, whatever is open around it: tools and tables have one
 * dock, and on a low window that dock has the timeline's place.
 */
import { expect, type Page, test } from '@playwright/test';
import { openPage, replica, round } from './support.ts';

/** Below this the labels of four replicas lie over each other, CSS px. */
const READABLE = 360;

const TOOLS = [
  ['The stage as tables', 't'],
  ['Branches', 'b'],
  ['Why is nothing happening?', 'w'],
  ['Search', '/'],
] as const;

for (const [width, height, colorScheme] of [
  [1280, 800, 'light'],
  [1920, 1080, 'dark'],
] as const) {
  test(`every tool leaves the stage readable at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const errors = await openPage(page);
    await round(page);
    await round(page);
    await openAllPanels(page);
    for (const [name, key] of TOOLS) {
      await page.keyboard.press(key);
      await expect(page.getByRole('region', { name, exact: true }), name).toBeVisible();
      const high = async () => (await stage(page).boundingBox())?.height ?? 0;
      await expect.poll(high, { message: name }).toBeGreaterThanOrEqual(READABLE - 1);
      await expect.poll(() => coveredWords(page), { message: name }).toEqual([]);
      const tall = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      await expect.poll(tall, { message: name }).toBe(0);
      await page.keyboard.press(key === 't' ? 't' : 'Escape');
      await expect(page.getByRole('region', { name: 'Timeline', exact: true }), name).toBeVisible();
    }
    expect(errors).toEqual([]);
  });
}

test('on a low window a tool stands in the timeline’s place, and tables behind a tool come back', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
  const timeline = page.getByRole('region', { name: 'Timeline', exact: true });
  const tables = page.getByRole('region', { name: 'The stage as tables' });
  await expect(timeline).toBeVisible();
  await page.keyboard.press('t');
  await expect(tables).toBeVisible();
  await expect(timeline).toBeHidden();
  await page.keyboard.press('b');
  await expect(tables).toBeHidden();
  await page.keyboard.press('t');
  await expect(tables).toBeVisible();
  await expect(page.getByRole('region', { name: 'Branches' })).toBeHidden();
  await page.keyboard.press('t');
  await expect(timeline).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.keyboard.press('t');
  await expect(tables).toBeVisible();
  await expect(timeline).toBeVisible();
});

test('folded panels leave the page as high as the window', async ({ page }) => {
  for (const height of [600, 800, 1080]) {
    await page.setViewportSize({ width: 1280, height });
    await openPage(page);
    await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
    await expect(page.locator('.timeline-walk')).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight))
      .toBe(0);
  }
});

test('a timeline made high on a large screen leaves a small one its stage', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1200 });
  await openPage(page);
  await openAllPanels(page);
  const edge = page.getByRole('separator', { name: 'Size of Timeline' });
  await edge.focus();
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', '360');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(async () => (await stage(page).boundingBox())?.height).toBeGreaterThanOrEqual(READABLE);
});

function stage(page: Page) {
  return page.getByRole('region', { name: 'Stage', exact: true });
}

async function openAllPanels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Story', expanded: false }).click();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
  await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
  await expect(page.locator('.timeline-walk')).toBeVisible();
  await replica(page, 0).waitFor();
}

/** Words of a replica that leave the stage, or lie over another's words or under another's glyph. */
async function coveredWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const box = (element: Element) => element.getBoundingClientRect();
    const stageBox = box(document.querySelector('.stage') as Element);
    const glyphs = [...document.querySelectorAll('[data-replica]')];
    const words = glyphs.flatMap((glyph, owner) =>
      [...glyph.querySelectorAll('.labels text')].map((text) => ({
        owner,
        text: text.textContent,
        at: box(text),
      })),
    );
    const meets = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
    const leaves = ({ at }: (typeof words)[number]) =>
      at.left < stageBox.left ||
      at.right > stageBox.right ||
      at.top < stageBox.top - 2 ||
      at.bottom > stageBox.bottom + 2;
    return words
      .filter(
        (word) =>
          leaves(word) ||
          words.some((other) => other.owner !== word.owner && meets(word.at, other.at)) ||
          glyphs.some(
            (glyph, id) =>
              id !== word.owner && meets(word.at, box(glyph.querySelector('.ground') as Element)),
          ),
      )
      .map(({ text }) => text ?? '');
  });
}

test('a violation leaves the stage its height, with every panel open, and with a tool', async ({ page }) => {
  await openPage(page, '#/pbft/fork-two-colluders?open=feed,inspector,timeline');
  await page.getByRole('combobox', { name: 'Goal of until' }).selectOption('quiet');
  await page.getByRole('button', { name: 'On until quiet' }).click();
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toBeVisible();
  const high = async () => Math.round((await stage(page).boundingBox())?.height ?? 0);
  const surplus = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  await expect.poll(high).toBeGreaterThanOrEqual(READABLE);
  await expect.poll(surplus).toBe(0);
  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: 'Branches', exact: true })).toBeVisible();
  await expect.poll(high).toBeGreaterThanOrEqual(READABLE);
  await expect.poll(surplus).toBe(0);
});

for (const [what, hash, chip] of [
  ['a violation', '#/pbft/fork-two-colluders?open=feed,inspector&at=44', /^faulty/],
  ['a view change', '#/pbft/primary-crash?open=feed,inspector&at=225', /view change/],
] as const) {
  test(`between two open panels the line under the stage stays one, at ${what} too`, async ({ page }) => {
    await openPage(page, hash);
    const foot = page.locator('.stage-foot');
    await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
    await expect(foot.getByText(chip).first()).toBeVisible();
    await expect(foot.getByRole('button', { name: 'Table' })).toBeVisible();
    await expect.poll(async () => (await foot.boundingBox())?.height ?? 99).toBeLessThan(45);
  });
}
