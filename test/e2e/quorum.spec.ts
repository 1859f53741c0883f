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

test('two certificates of the run, chosen by hand: whom they share, and what those signed', async ({
  page,
}) => {
  const errors = await openPage(page, '#/pbft/fork-two-colluders?at=44&open=inspector&tab=quorum&select=R2');
  const tab = page.getByRole('tabpanel', { name: 'Quorum' });
  const pick = async (name: string, holder: string, certificate: string) => {
    await tab.getByRole('combobox', { name: `${name}: held by` }).selectOption(holder);
    await tab.getByRole('combobox', { name: `${name}: certificate` }).selectOption(certificate);
  };
  await pick('First', 'R2', 'slot 1, committed');
  await expect(tab.getByText('3 + 3 − 4 = 2')).toHaveCount(0);
  await pick('Second', 'R3', 'slot 1, committed');
  await expect(tab).toContainText('3 + 3 − 4 = 2 ≥ f + 1 = 2');
  await expect(tab).toContainText('They share R0 and R1');
  await expect(tab.getByRole('rowheader', { name: /committed.*value A \w{4}, held by R2/ })).toBeVisible();
  await expect(tab.getByRole('rowheader', { name: /committed.*value B \w{4}, held by R3/ })).toBeVisible();
  const signed = tab.getByRole('list', { name: 'What those in both signed' }).getByRole('listitem');
  await expect(signed).toHaveCount(2);
  await expect(signed.first()).toHaveText(
    /signed R0 COMMIT, view 0, slot 1, value \w{4} value A and COMMIT.*, value \w{4} value B/,
  );
  await expect(tab).toContainText('Here everybody in both lies: R0 and R1.');
  await expectNoAxeViolations(page);
  // What is true goes, what is signed stays; another's log cannot be read from here.
  await page.keyboard.press('k');
  await expect(tab).toContainText("From R2's seat nobody can look into R3");
  await expect(tab).not.toContainText('everybody in both lies');
  expect(errors).toEqual([]);
});

test('two certificates chosen by keyboard alone, laid over each other', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/fork-two-colluders?at=44&open=inspector&tab=quorum&select=R2');
  const tab = page.getByRole('tabpanel', { name: 'Quorum' });
  await page.getByRole('tab', { name: 'Quorum' }).focus();
  for (const [name, holder] of [
    ['First', 'R2'],
    ['Second', 'R3'],
  ] as const) {
    const heldBy = tab.getByRole('combobox', { name: `${name}: held by` });
    const certificate = tab.getByRole('combobox', { name: `${name}: certificate` });
    for (const [list, typed] of [
      [heldBy, holder],
      [certificate, 'slot 1, committed'],
    ] as const) {
      for (let presses = 0; presses < 40; presses++) {
        if (await list.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await expect(list).toBeFocused();
      await page.keyboard.type(typed);
      await expect(list.locator('option:checked')).toHaveText(typed);
    }
  }
  await expect(tab).toContainText('3 + 3 − 4 = 2 ≥ f + 1 = 2');
  await expect(tab).toContainText('They share R0 and R1');
  expect(errors).toEqual([]);
});

test('the steppers: with n = 6 and q = 3 two quorums share nobody', async ({ page }) => {
  await openPage(page, link);
  const tab = page.getByRole('tabpanel', { name: 'Quorum' });
  const more = (name: string) => tab.getByRole('button', { name: `One more: ${name}` }).press('Enter');
  await expect(tab).toContainText('2 × 3 − 4 = 2 ≥ f + 1 = 2: any two share an honest replica.');
  await more('n');
  await more('n');
  await expect(tab.getByRole('status', { name: 'n', exact: true })).toHaveText('n = 6');
  await tab.getByRole('button', { name: 'One less: q' }).press('Enter');
  await expect(tab).toContainText(
    '2 × 3 − 6 = 0 < f + 1 = 2: two quorums may share nobody at all. This forks.',
  );
  for (const [value, ids] of [
    ['A', [0, 1, 2]],
    ['B', [3, 4, 5]],
  ] as const)
    for (const id of ids)
      await tab
        .getByRole('group', { name: `for ${value}` })
        .getByRole('button', { name: `R${id}` })
        .press('Enter');
  await expect(tab).toContainText('Nobody signed twice: both values are decided, and nobody lied.');
  await more('q');
  await expect(tab).toContainText('Fill both rows to a quorum.');
  await expectNoAxeViolations(page);
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
  await expect(story).toContainText('V has 2 rows and needs 3: no honest replica installs such a NEW-VIEW.');
  await story.getByRole('button', { name: '2', exact: true }).press('Enter');
  await expect(story).toContainText('All of those may lie or be missing');
  await expectNoAxeViolations(page);
  await story.getByRole('button', { name: 'As it was' }).press('Enter');
  await expect(story).not.toContainText('What if');
  await page.keyboard.press('Escape');
  await expect(story).toBeHidden();
  expect(errors).toEqual([]);
});
