/** The second protocol on the page: epochs by name, and the block tree with its forks, by keys and for everybody. */
import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica } from './support.ts';

const FORKED = '#/streamlet/streamlet-equivocation?at=330&select=R2&open=inspector,timeline&tab=replica';

test('the block tree shows a fork, says who holds what, and is walked by keys', async ({ page }) => {
  const errors = await openPage(page, FORKED);
  await expect(replica(page, 0)).toHaveAccessibleName(/epoch \d+/);
  const list = page.getByRole('list', { name: 'Blocks that R2 knows, newest first' });
  await expect(list.getByRole('button', { name: /^epoch 6 / })).toHaveCount(2);
  const genesis = list.getByRole('button', { name: /^epoch 0 genesis final/ });
  await genesis.focus();
  await page.keyboard.press('Enter');
  await expect(genesis).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Genesis is notarised and final by definition.')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Final at R0, R1, R2 and R3\.$/)).toBeVisible();
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});
