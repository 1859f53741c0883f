/** Challenges: begun, predicted, judged by replay, handed in; progress stays in the browser. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica, stillBox, twin } from './support.ts';

const tab = (page: Page) => page.getByRole('tabpanel', { name: 'Challenges' });
const judgement = (page: Page) => page.getByRole('status', { name: 'Judgement' });

async function openChallenges(page: Page): Promise<string[]> {
  const errors = await openPage(page, '#/pbft/first-light?open=feed');
  await page.getByRole('tab', { name: 'Challenges' }).click();
  return errors;
}

test('stop progress: crash two, be judged, hand in, and find it solved later', async ({ page }) => {
  const errors = await openChallenges(page);
  await expectNoAxeViolations(page);
  await tab(page).getByRole('button', { name: 'Begin: Stop progress without breaking safety' }).click();
  const judge = tab(page).getByRole('button', { name: 'Judge this run' });
  await expect(judge).toBeDisabled();
  // Nothing stands beyond the panel's edge, where it could be neither read nor pressed.
  const panel = await stillBox(tab(page));
  const last = await stillBox(tab(page).getByRole('button', { name: 'All challenges' }));
  expect(last.x + last.width).toBeLessThanOrEqual(panel.x + panel.width);
  await tab(page).getByRole('radio', { name: 'Yes' }).check();
  await judge.click();
  await expect(judgement(page)).toHaveText('Not solved: Every request was answered.');
  for (const id of [1, 2]) {
    await replica(page, id).focus();
    await page.keyboard.press('x');
    await expect(replica(page, id)).toHaveAccessibleName(/crashed/);
  }
  await judge.click();
  await expect(judgement(page)).toContainText('Solved: 1 request stays unanswered');
  await expect(tab(page)).toContainText('whoever cannot gather a quorum decides nothing');
  await expectNoAxeViolations(page);
  await tab(page).getByRole('textbox', { name: 'Your name' }).fill('Ada');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    tab(page).getByRole('button', { name: 'Save the hand-in' }).click(),
  ]);
  const file = JSON.parse(await readFile(await saved.path(), 'utf8'));
  expect(file.handIn).toMatchObject({ name: 'Ada', challenge: 'stop-progress', verdict: 'solved' });
  expect(file.handIn.attempts[0].commands.map((command: { do: string }) => command.do)).toEqual([
    'crash',
    'crash',
  ]);
  await tab(page).getByRole('button', { name: 'All challenges' }).click();
  await expect(tab(page).getByRole('listitem').first()).toContainText('solved');
  expect(errors).toEqual([]);
});

test('name the liar: nothing on the page says who it is until it is named', async ({ page }) => {
  const errors = await openPage(page, '#/challenge/name-the-liar?seed=5');
  await expect(tab(page).getByRole('heading', { name: 'Name the liar from the evidence' })).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/pbft\/hidden-liar\?seed=5(&|$)/);
  await expect(page.getByText('From R1’s seat')).toBeVisible();
  // Neither words, names, titles nor tables, at any moment, from any seat, in any tab.
  for (const seat of [0, 1, 2, 3]) {
    await page.keyboard.press(String(seat));
    const change = page.getByRole('button', { name: `R${seat}’s seat` });
    if (await change.isVisible()) await change.click();
    await page.keyboard.press('u');
    for (const name of ['Replica', 'Evidence', 'Quorum', 'Network', 'Verdicts'])
      await page.getByRole('tab', { name, exact: true }).click();
    expect(await twin(page)).not.toMatch(/liar|equivocat|puppet|lies\b/i);
    await expect(page.locator('.stage').getByRole('button', { name: /liar|lies|equivocate/i })).toHaveCount(
      0,
    );
    expect(await page.title()).not.toMatch(/R\d/);
  }
  // What is true is refused with the reason, and so are lies.
  await page.keyboard.press('k');
  await expect(page.getByText('One replica lies in this run, and nobody is told which')).toBeVisible();
  await expect(page.getByText('From R3’s seat')).toBeVisible();
  await expectNoAxeViolations(page);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the session as a file' }).click(),
  ]);
  const file = JSON.parse(await readFile(await saved.path(), 'utf8'));
  expect(file.session).toMatchObject({ scenario: 'hidden-liar', seed: 5, commands: [] });
  await tab(page).getByRole('radio', { name: 'No' }).check();
  await tab(page).getByRole('button', { name: 'Judge this run' }).click();
  await expect(judgement(page)).toHaveText('Not solved: No replica was named.');
  for (const id of [0, 1, 2, 3]) {
    await tab(page)
      .getByRole('radio', { name: `R${id}` })
      .check();
    await tab(page).getByRole('button', { name: 'Judge this run' }).click();
    await expect(judgement(page)).toContainText(/olved: R\d/);
    if ((await judgement(page).innerText()).startsWith('Solved')) break;
  }
  await expect(judgement(page)).toContainText(/^Solved: R3 /);
  await page.getByRole('button', { name: 'What is true', exact: true }).click();
  await expect(replica(page, 3)).toHaveAccessibleName(/liar/);
  expect(errors).toEqual([]);
});

test('a link locks a challenge, and one that does not exist is refused in a sentence', async ({ page }) => {
  await openPage(page, '#/challenge/stop-progress');
  await expect(
    tab(page).getByRole('heading', { name: 'Stop progress without breaking safety' }),
  ).toBeVisible();
  await page.goto('./#/challenge/win-the-lottery');
  await expect(
    page.getByText('The challenge could not be opened: expected a challenge, found'),
  ).toBeVisible();
  await expect(
    tab(page).getByRole('heading', { name: 'Stop progress without breaking safety' }),
  ).toBeVisible();
});
