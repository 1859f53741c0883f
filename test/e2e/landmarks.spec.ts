/** The way of the Tab key to the first thing to do, and that everything on the page lies in a landmark. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { guide, openPage, replica } from './support.ts';

test('the first stop leads past the header, and the guide’s button comes next', async ({ page }) => {
  await openPage(page);
  await expect(guide(page)).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the stage' });
  await expect(skip).toBeFocused();
  expect((await skip.boundingBox())?.height).toBeGreaterThanOrEqual(28);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(guide(page).getByRole('button', { name: 'Round' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(replica(page, 0)).toHaveAttribute('aria-label', /pre-prepared|waiting|idle/);
  // Out of sight, it takes no room.
  expect((await skip.boundingBox())?.height).toBeLessThan(4);
});

test('every heading and control lies in a landmark, whatever is open', async ({ page }) => {
  await openPage(page);
  for (const name of ['Story', 'Inspector', 'Timeline']) {
    await page.getByRole('button', { name, expanded: false }).click();
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
  const axe = new AxeBuilder({ page: page as never }).withRules(['region', 'landmark-unique']);
  const { violations } = await axe.analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
  ).toEqual([]);
});
