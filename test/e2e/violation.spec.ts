/** Two of four lie: the page says what broke, who contradicts whom, and leads on from there. */
import { Buffer } from 'node:buffer';
import { expect, type Page, test } from '@playwright/test';
import { twoLiars } from '../support/two-liars.ts';
import { expectNoAxeViolations, guide, openPage, replica, spoken, stillBox } from './support.ts';

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
  await expect(verdict(page)).toContainText(/Prepared at view 0, slot 2: B\s\w{4} at R2, A\s\w{4} at R1\./);
  await expect(guide(page)).toHaveCount(0);
  await expect(spoken(page)).toContainText('Prepared unique is violated. Prepared at view 0, slot 2');
  for (const id of [1, 2]) await expect(replica(page, id)).toHaveAttribute('aria-label', /contradicts/);
  for (const id of [0, 3]) await expect(replica(page, id)).not.toHaveAttribute('aria-label', /contradicts/);
  await expect(page.getByText('view 0, slot 2', { exact: true })).toBeVisible();
  await expectNoAxeViolations(page);
  await verdict(page).getByRole('button', { name: 'See the evidence' }).click();
  await expect(page.getByRole('heading', { name: /^Event \d+$/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The two certificates' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /prepared.* value B \w{4}, held by R2$/i })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /prepared.* value A \w{4}, held by R1$/i })).toBeVisible();
  await expect(page.getByText('Here everybody in both lies: R0 and R3.')).toBeVisible();
  // The last tab says how many are broken, within the edge of the window.
  await expect(page.getByRole('tab', { name: /^Verdicts/ })).toBeInViewport({ ratio: 1 });
  await expectNoAxeViolations(page);
  await verdict(page).getByRole('button', { name: 'Step back' }).click();
  await expect(verdict(page)).toHaveCount(0);
  await expect(guide(page)).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  expect(errors).toEqual([]);
});

test('a long time and a long verdict leave the transport its row and the stage its room', async ({
  page,
}) => {
  await openPage(page);
  await openLiars(page);
  const transport = page.getByRole('region', { name: 'Transport' });
  const before = (await stillBox(transport)).height;
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(verdict(page)).toBeVisible({ timeout: 20_000 });
  const lamps = transport.getByRole('button', { name: /Prepared unique violated/ });
  await expect(lamps).toHaveAttribute('title', /Prepared unique violated/);
  await expect.poll(async () => (await transport.boundingBox())?.height).toBe(before);
  await page.evaluate(() => {
    const { clock } = (globalThis as unknown as { quorumscope: { clock: { set(us: number): void } } })
      .quorumscope;
    clock.set(711_989_812);
  });
  await expect(transport).toContainText('711,989.8 ms');
  await expect.poll(async () => (await transport.boundingBox())?.height).toBe(before);
  expect(await transport.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
  // Nothing but the words of the verdict gives way.
  for (const name of ['Step', 'Round', 'Play']) {
    const button = transport.getByRole('button', { name, exact: true });
    expect(await button.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  }
  const step = await stillBox(transport.getByRole('button', { name: 'Step', exact: true }));
  const play = await stillBox(transport.getByRole('button', { name: 'Play' }));
  expect(step.x + step.width).toBeLessThan(play.x);
});
