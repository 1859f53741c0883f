/** Votes as lamps, who is convicted, quorums to fill by hand, and the view change told with its what-ifs. */
import { expect, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage } from './support.ts';

const link = '#/pbft/equivocating-primary?at=450&open=inspector&tab=quorum&select=R1';

test('the quorum tab names the liar by two signed statements', async ({ page }) => {
  const errors = await openPage(page, link);
  const convicted = page.getByRole('tabpanel', { name: 'Quorum' });
  await expect(convicted.getByRole('heading', { name: 'R0', exact: true })).toBeVisible();
  await expect(convicted.getByRole('listitem').first()).toContainText(
    'two PRE-PREPAREs with different values',
  );
  await expect(convicted.getByRole('row', { name: /^COMMIT/ }).first()).toContainText('/3');
  await expectNoAxeViolations(page);
  await convicted.getByRole('button', { name: 'Go to where the proof was complete' }).first().click();
  await expect.poll(() => cursor(page)).toBeLessThan(450);
  await convicted.getByText('Nobody.').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});

test('two quorums filled by hand: who would have to sign twice', async ({ page }) => {
  await openPage(page, link);
  const tab = page.getByRole('tabpanel', { name: 'Quorum' });
  const [a, b] = [tab.getByRole('group', { name: /for A/ }), tab.getByRole('group', { name: /for B/ })];
  for (const id of [0, 1, 2]) await a.getByRole('button', { name: `R${id}` }).click();
  for (const id of [1, 2, 3]) await b.getByRole('button', { name: `R${id}` }).click();
  await expect(tab).toContainText('R1 and R2 would have to sign twice. At most f = 1 of them lie');
  await tab.getByRole('button', { name: 'One less: q' }).click();
  await expect(tab).toContainText(
    '2 × 2 − 4 = 0 < f + 1 = 2: two quorums may share nobody at all. This forks.',
  );
});

test('the view change is told by keyboard, and a row left out is a what-if', async ({ page }) => {
  const errors = await openPage(page, link);
  await page.keyboard.press('g');
  const story = page.getByRole('region', { name: 'To view 1, led by R1' });
  await expect(story).toBeFocused();
  await expect(story).toContainText('R1 gives up on view 0');
  await expectNoAxeViolations(page);
  await story.getByRole('button', { name: '3 What may be proposed' }).press('Enter');
  await expect(story.getByRole('row', { name: /^O/ })).toContainText('all the same');
  await story.getByRole('button', { name: 'Certificate of R3 for slot 2' }).press('Enter');
  await expect(story).toContainText('R3 proves that slot 2 was prepared in view 0: signed by R0, R2 and R3.');
  await story.getByRole('checkbox', { name: /of R3$/ }).press('Space');
  await expect(story).toContainText('What if: not part of the run');
  await expect(story).toContainText('not valid: 2 of 3. No honest replica installs this NEW-VIEW.');
  await story.getByRole('button', { name: '2', exact: true }).press('Enter');
  await expect(story).toContainText('All of those may lie or be missing');
  await expectNoAxeViolations(page);
  await story.getByRole('button', { name: 'As it was' }).press('Enter');
  await expect(story).not.toContainText('What if');
  await page.keyboard.press('Escape');
  await expect(story).toBeHidden();
  expect(errors).toEqual([]);
});
