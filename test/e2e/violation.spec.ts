/** Two of four lie: the page says what broke, who contradicts whom, and leads on from there. */
import { Buffer } from 'node:buffer';
import { expect, type Page, test } from '@playwright/test';
import { twoLiars } from '../support/two-liars.ts';
import { expectNoAxeViolations, guide, openPage, replica, spoken } from './support.ts';

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict', exact: true });

async function openLiars(page: Page): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Open/ }).first().click(),
  ]);
  await chooser.setFiles({
    name: 'two-liars.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(twoLiars)),
  });
  await expect(page.getByText('Two liars').first()).toBeVisible();
}

test('a broken promise is what the page speaks of, and it can be left backwards', async ({ page }) => {
  const errors = await openPage(page);
  await openLiars(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(verdict(page)).toBeVisible({ timeout: 20_000 });
  await expect(verdict(page)).toContainText('Prepared unique is violated');
  await expect(verdict(page)).toContainText(/Prepared at view 0, slot 2: B \w{4} at R2, A \w{4} at R1\./);
  await expect(guide(page)).toHaveCount(0);
  await expect(spoken(page)).toContainText('Prepared unique is violated. Prepared at view 0, slot 2');
  for (const id of [1, 2]) await expect(replica(page, id)).toHaveAttribute('aria-label', /contradicts/);
  for (const id of [0, 3]) await expect(replica(page, id)).not.toHaveAttribute('aria-label', /contradicts/);
  await expect(page.getByText('view 0, slot 2', { exact: true })).toBeVisible();
  await expectNoAxeViolations(page);
  await verdict(page).getByRole('button', { name: 'See the evidence' }).click();
  await expect(page.getByRole('heading', { name: /^Event \d+$/ })).toBeVisible();
  await verdict(page).getByRole('button', { name: 'Step back' }).click();
  await expect(verdict(page)).toHaveCount(0);
  await expect(guide(page)).toBeVisible();
  expect(errors).toEqual([]);
});
