/**
 * The whole journey without a mouse: to the first commit and back, a crash of the primary, the view change,
 * its recovery, a corrupted balance that heals at the next stable checkpoint, and the same trace from the
 * address.
 */
import { expect, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, replica, spoken, twin } from './support.ts';

test.describe.configure({ timeout: 180_000 });

test('to the first commit and back to the very same frame', async ({ page }) => {
  const errors = await openPage(page);
  await page.keyboard.press('t');
  const start = await twin(page);
  const opened = await cursor(page);
  await press(page, 'c');
  await expect(spoken(page)).toContainText('executed');
  while ((await cursor(page)) > opened) await press(page, 'ArrowLeft');
  expect(await cursor(page)).toBe(opened);
  expect(await twin(page)).toBe(start);
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});

test('crash, view change, recovery, corruption, healing, and the same trace from the link', async ({
  page,
}) => {
  const errors = await openPage(page, '#/fault-free');
  await press(page, 'c');
  await page.keyboard.press('0');
  await press(page, 'x');
  await expect(replica(page, 0)).toHaveAccessibleName(/^R0, crashed/);
  await expectNoAxeViolations(page);

  await press(page, 'v');
  await expect(page.getByRole('button', { name: /^R[123], leader, view 1/ })).toHaveCount(1);
  await expectNoAxeViolations(page);

  await press(page, 'x');
  await expect(replica(page, 0)).not.toHaveAccessibleName(/crashed/);
  await press(page, 'c');

  await page.keyboard.press('2');
  await corrupt(page);
  await expect(replica(page, 2)).toHaveAccessibleName(/corrupted/);
  await expect(replica(page, 2)).toHaveAccessibleName(/state differs at slot/);
  await expectNoAxeViolations(page);
  for (let commits = 0; commits < 16 && /corrupted/.test(await nameOf(page, 2)); commits += 1)
    await press(page, 'c');
  await expect(replica(page, 2)).not.toHaveAccessibleName(/corrupted|differs/);
  await expectNoAxeViolations(page);

  const hash = await traceHashAtQuiet(page);
  expect(hash).toMatch(/[0-9a-f]{64}/);
  await expect.poll(() => page.url()).toMatch(new RegExp(`#\\d+\\..*[?&]at=${await cursor(page)}\\b`));
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
  expect(await traceHashAtQuiet(page)).toBe(hash);
  expect(errors).toEqual([]);
});

/** Presses a key that moves the playhead or acts, and waits until it has. */
async function press(page: Page, key: string): Promise<void> {
  const before = await cursor(page);
  await page.keyboard.press(key);
  await expect.poll(() => cursor(page), { message: `${key} changes the playhead` }).not.toBe(before);
}

/** Through the fault menu, by arrow keys and Enter alone. */
async function corrupt(page: Page): Promise<void> {
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: 'Faults of R2' });
  await expect(menu).toBeVisible();
  const item = menu.getByRole('button', { name: /^Corrupt/ }).first();
  for (
    let presses = 0;
    presses < 30 && !(await item.evaluate((button) => button === document.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Enter');
  const send = menu.locator('form').getByRole('button').last();
  await send.focus();
  await press(page, 'Enter');
}

async function nameOf(page: Page, id: number): Promise<string> {
  return (await replica(page, id).getAttribute('aria-label')) ?? '';
}

/** Goes on until nothing is left to do and reads the hash of the whole trace, which names its length. */
async function traceHashAtQuiet(page: Page): Promise<string> {
  await page.getByRole('combobox', { name: 'Goal of until' }).selectOption('quiet');
  await page.getByRole('button', { name: 'On until quiet' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^event ([\d,]+) \/ \1$/)).toBeVisible();
  const lamps = page.getByTitle('Verdicts of every property');
  await lamps.focus();
  await page.keyboard.press('Enter');
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Trace hash' }) }).last();
  await expect(section.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  return section.innerText();
}
