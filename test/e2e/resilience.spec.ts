/**
 * Files that do not come cost no more than the panel they are for; what opens, opens in sight and keeps the
 * focus, and leaves no empty page.
 */
import { expect, test } from '@playwright/test';
import { guide, openPage, replica, round } from './support.ts';

test('a panel that cannot be loaded says so in its place; the picture stays, and goes on', async ({
  page,
}) => {
  await openPage(page);
  await page.route(/inspector-[^/]*\.(js|css)$/, (route) => route.abort());
  await page.getByRole('button', { name: 'Inspector', expanded: false }).click();
  const said = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await expect(said).toBeVisible();
  await expect(replica(page, 0)).toBeVisible();
  await round(page);
  await expect(guide(page)).toContainText('PRE-PREPARE');
});

test('trying again waits until the server answers, then comes back to this moment', async ({ page }) => {
  await openPage(page);
  await round(page);
  await round(page);
  await page.route(/inspector-[^/]*\.(js|css)$/, (route) => route.abort());
  await page.getByRole('button', { name: 'Inspector', expanded: false }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await page.route(/\/some\/where\/$/, (route) => route.abort());
  await again.click();
  await expect(page.getByRole('alert')).toContainText('still does not answer');
  await expect(replica(page, 0)).toBeVisible();
  await expect(page).toHaveURL(/at=9/);
  await page.unrouteAll();
  await again.click();
  await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveValue('9');
});

test('on a phone no blank page lies below an open Inspector, and the Inspector is in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await replica(page, 1).click();
  const head = page.getByRole('button', { name: 'Fold Inspector' });
  await expect(head).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Statecharts' })).toBeAttached();
  const { height, bottom, dock } = await page.evaluate(() => {
    const areas = [...document.querySelectorAll('[class*="area-"]')];
    const ends = areas.map((area) => area.getBoundingClientRect().bottom + window.scrollY);
    const below = getComputedStyle(document.querySelector('.page') as Element).paddingBottom;
    const { scrollHeight } = document.documentElement;
    return { height: scrollHeight, bottom: Math.max(...ends), dock: Number.parseFloat(below) };
  });
  expect(height).toBeLessThanOrEqual(Math.ceil(bottom + dock) + 1);
  await expect(head).toBeInViewport();
});

test('the form of a partition opens in sight, its button included', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('2');
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: 'Faults of R2' });
  await menu.getByRole('button', { name: /^Partition/ }).click();
  await expect(menu.getByRole('button', { name: 'Partition', exact: true })).toBeInViewport({ ratio: 1 });
});

test('a panel opened or folded by key keeps the focus', async ({ page }) => {
  await openPage(page);
  for (const [rail, fold] of [
    ['Timeline', 'Fold Timeline'],
    ['Inspector', 'Fold Inspector'],
    ['Story, lessons, notes', 'Fold Story'],
  ] as const) {
    await page.getByRole('button', { name: rail, expanded: false }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: fold })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: rail, expanded: false })).toBeFocused();
  }
});

test('a press elsewhere that opens a panel leaves the focus where it was', async ({ page }) => {
  await openPage(page);
  await replica(page, 1).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Fold Inspector' })).toBeVisible();
  await expect(replica(page, 1)).toBeFocused();
});
