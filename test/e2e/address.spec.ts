/** Links and their failures: the session and the place come back, and a bad link costs nothing. */
import { expect, test } from '@playwright/test';
import { cursor, openPage, replica, round } from './support.ts';

test('an unchanged scenario has a readable address that survives a reload', async ({ page }) => {
  const errors = await openPage(page);
  await expect.poll(() => page.url()).toMatch(/#\/pbft\/first-light$/);
  await round(page);
  await round(page);
  const at = await cursor(page);
  await expect.poll(() => page.url()).toMatch(new RegExp(`#/pbft/first-light\\?at=${at}$`));
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
  expect(await cursor(page)).toBe(at);
  expect(errors).toEqual([]);
});

test('an intervention makes the address carry the whole session', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await expect.poll(() => page.url()).toContain('#3.');
  await page.reload();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await page.keyboard.press('z');
  // What the link brings along can be taken back, and done again.
  await expect(replica(page, 3)).not.toHaveAccessibleName(/crashed/);
  await page.getByRole('button', { name: 'Redo: R3 crashes' }).click();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
});

for (const [hash, words] of [
  ['#1.AAAA', 'The link is damaged'],
  ['#9.AAAA', 'made by a newer version'],
  ['#/no-such-scenario', 'no-such-scenario'],
  ['#/first-light?at=x', 'place is wrong'],
] as const) {
  test(`a bad link says so and something good opens: ${hash}`, async ({ page }) => {
    const errors = await openPage(page, hash);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText('Open now: One transfer, four replicas.')).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('the open session is not lost to a bad link', async ({ page }) => {
  await openPage(page);
  await round(page);
  const at = await cursor(page);
  await page.evaluate(() => {
    location.hash = '#1.broken';
  });
  await expect(page.getByText('The link is damaged')).toBeVisible();
  expect(await cursor(page)).toBe(at);
});

test('another good link opens in place', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => {
    location.hash = '#/primary-crash?at=40';
  });
  await expect.poll(() => cursor(page)).toBe(40);
});
