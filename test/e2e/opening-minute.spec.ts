/**
 * The first minute of a newcomer (EXPERIENCE): five Rounds to "paid: 2 equal replies", one crash and still
 * paid, a second crash and "needs 3 PREPAREs, has 2 with R0". All of it from the real engine, on the built page,
 * under a sub-path.
 */
import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, guide, openPage, replica, round, spoken, stillBox } from './support.ts';

test('five rounds pay, three replicas still pay, two wait', async ({ page }) => {
  const errors = await openPage(page, '', true);
  await expect(guide(page)).toContainText('Four replicas keep one ledger');
  await expect(guide(page).getByRole('button', { name: 'Round' })).toBeVisible();
  await expectNoAxeViolations(page);

  const rounds = ['1 REQUEST', '3 PRE-PREPAREs', '9 PREPAREs', '12 COMMITs', '4 REPLIES'];
  for (const [index, arrived] of rounds.entries()) {
    await round(page);
    await expect(spoken(page)).toContainText(`Round ${index + 1}: ${arrived} arrived; `);
  }
  await expect(spoken(page)).toContainText('c0 is answered (paid: 2 equal replies)');
  // The first run is over: everything else comes out.
  for (const name of ['Step', 'undo', 'Transfer', 'Table'])
    await expect(page.getByRole('button', { name: new RegExp(name) }).first(), name).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^Client c0: account 1 pays account 2/ }),
  ).toHaveAccessibleName(/paid: 2 equal replies/);
  await expectNoAxeViolations(page);

  await guide(page).getByRole('button', { name: 'Crash one replica and send again' }).click();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await expect(guide(page)).toContainText('REQUEST on the way');
  for (let rounds = 0; rounds < 5; rounds += 1) await round(page);
  await expect(guide(page)).toContainText('Still paid: 3 of 4 replicas are enough.');
  await expectNoAxeViolations(page);

  await guide(page).getByRole('button', { name: 'Crash a second' }).click();
  await expect(replica(page, 2)).toHaveAccessibleName(/crashed/);
  for (let rounds = 0; rounds < 3; rounds += 1) await round(page);
  await expect(guide(page)).toContainText('needs 3 PREPAREs, has 2 with R0');
  await expect(guide(page)).toContainText('Nothing wrong was decided');
  await expect(replica(page, 0)).toHaveAccessibleName(/needs 3 PREPAREs, has 2 with R0/);
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});

test('the first screen is a stage, one sentence and one button', async ({ page }) => {
  await openPage(page, '', true);
  await expect(page.getByRole('button', { name: 'Round' })).toHaveCount(1);
  const controls = page.locator('button, input, select, summary').and(page.locator(':visible'));
  await expect.poll(() => controls.count()).toBeLessThanOrEqual(13);
  await expect(page.getByRole('button', { name: 'Story', expanded: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Inspector', expanded: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Timeline', expanded: false })).toBeVisible();
  await guide(page).getByRole('button', { name: 'Leave the guide' }).click();
  await expect(guide(page)).toBeHidden();
});

test('one button brings all controls out, for the next visit too', async ({ page }) => {
  await openPage(page, '', true);
  const stage = page.getByRole('region', { name: 'Stage', exact: true });
  const before = await stillBox(stage);
  await page.getByRole('button', { name: 'All controls' }).click();
  await expect(page.getByRole('button', { name: 'All controls' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'To the start' }).or(page.locator(':focus'))).toHaveCount(1);
  for (const name of ['Step', 'Play', 'Why is nothing happening?', 'Transfer', 'Recent sessions', 'Table'])
    await expect(page.getByRole('button', { name, exact: true }), name).toBeVisible();
  await expect.poll(() => stage.boundingBox()).toEqual(before);
  await expectNoAxeViolations(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
});

for (const key of ['ArrowRight', 'c', 't', 'b', '2', 'd'] as const) {
  test(`on the first screen the key ${key} acts as ever`, async ({ page }) => {
    await openPage(page, '', true);
    const seen = () =>
      page.evaluate(() => [
        document.querySelector<HTMLInputElement>('.scrubber-range')?.value,
        document.querySelector('.page')?.className,
        document.querySelectorAll('[aria-pressed=true]').length,
      ]);
    const before = await seen();
    await page.keyboard.press(key);
    await expect.poll(seen).not.toEqual(before);
  });
}
