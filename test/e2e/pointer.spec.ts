/**
 * What a mouse does on the picture: catch a message, choose a replica, open its faults, drag the scrubber,
 * play.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, replica, round, stillBox } from './support.ts';

test('a message in flight can be pointed at and opened', async ({ page }) => {
  const errors = await openPage(page);
  const found = await findMark(page, page.getByRole('button', { name: /^Client c0/ }));
  expect(found).not.toBeNull();
  await page.mouse.click(found?.x ?? 0, found?.y ?? 0);
  await expect(page.getByRole('tab', { name: 'Evidence', selected: true })).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText('REQUEST');
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});

test('a click on a replica opens it, a right click its faults, Escape closes them', async ({ page }) => {
  await openPage(page);
  await press(page, 2, 'left');
  await expect(page.getByRole('tab', { name: 'Replica', selected: true })).toBeVisible();
  await expect(replica(page, 2)).toHaveAttribute('aria-pressed', 'true');
  await press(page, 1, 'right');
  const menu = page.getByRole('dialog', { name: 'Faults of R1' });
  await expect(menu).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
});

test('the scrubber goes anywhere and back', async ({ page }) => {
  await openPage(page);
  for (let rounds = 0; rounds < 5; rounds += 1) await round(page);
  const end = await cursor(page);
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  await playhead.fill('7');
  await expect.poll(() => cursor(page)).toBe(7);
  await expect(playhead).toHaveAttribute('aria-valuetext', /event 7 of/);
  await playhead.fill(String(end));
  await expect.poll(() => cursor(page)).toBe(end);
});

test('play goes on until it is paused, with motion', async ({ page }) => {
  await openPage(page, '#/fault-free');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const before = await cursor(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => cursor(page)).toBeGreaterThan(before + 4);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  // What was on its way when it was pressed still arrives.
  await page.waitForTimeout(1_000);
  const paused = await cursor(page);
  await page.waitForTimeout(600);
  expect(await cursor(page)).toBe(paused);
});

test('as fast as it goes reaches the end of the load in seconds', async ({ page }) => {
  await openPage(page, '#/fault-free');
  await page.getByRole('slider', { name: 'Speed' }).fill('9');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => cursor(page), { timeout: 20_000 }).toBeGreaterThan(400);
});

test('undo takes the last act back', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(replica(page, 3)).not.toHaveAccessibleName(/crashed/);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
});

/** Presses in the middle of a replica's glyph. */
async function press(page: Page, id: number, button: 'left' | 'right'): Promise<void> {
  const box = await stillBox(replica(page, id).locator('.ground'));
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button });
}

/** Looks for a mark around a figure by moving the pointer, as an eye would. */
async function findMark(page: Page, figure: Locator): Promise<{ x: number; y: number } | null> {
  const box = await stillBox(figure.locator('circle').first());
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  for (let turn = 0; turn < 24; turn += 1) {
    const angle = (turn * Math.PI) / 12;
    const [x, y] = [
      cx + Math.cos(angle) * (box.width / 2 + 12),
      cy + Math.sin(angle) * (box.height / 2 + 12),
    ];
    await page.mouse.move(x, y);
    const tip = page.locator('.stage-tip');
    if ((await tip.isVisible()) && /REQUEST/.test((await tip.textContent()) ?? '')) return { x, y };
  }
  return null;
}
