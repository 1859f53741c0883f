/**
 * The three lessons from the list to the last step, by mouse and again by keyboard alone; free play and back,
 * a step's own link, notes that travel in a link, and a lecture. What is right is asked of the page's own
 * engine, never written here.
 */
import { expect, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, guide, openPage, replica, stillBox } from './support.ts';

test.describe.configure({ timeout: 180_000 });

const LESSONS = [
  { id: 'one-decision', title: 'One decision, step by step' },
  { id: 'primary-dies', title: 'The primary dies' },
  { id: 'wrong-balance', title: 'A wrong balance: who notices, when, and how it heals' },
] as const;

for (const { id, title } of LESSONS) {
  test(`by mouse: ${title}`, async ({ page }) => {
    const errors = await openPage(page);
    await page.getByRole('button', { name: 'Story', expanded: false }).click();
    await page.getByRole('tab', { name: 'Lessons' }).click();
    await expectNoAxeViolations(page);
    await page.getByRole('button', { name: `Begin: ${title}` }).click();
    const panel = lesson(page, title);
    await expect(panel).toBeVisible();
    const steps = await panel.getByRole('list', { name: 'Steps' }).getByRole('listitem').count();
    for (let step = 1; step <= steps; step += 1) {
      await expect(panel.getByRole('button', { name: new RegExp(`^Step ${step}:`) })).toHaveAttribute(
        'aria-current',
        'step',
      );
      const { right, question, end } = await solution(page, id, step);
      // Every second prediction is wrong, and the lesson says so.
      const isRight = step % 2 === 1;
      const answer = isRight ? right : right === 0 ? 1 : 0;
      if (question === 'number') await panel.getByRole('textbox').fill(String(answer));
      else await panel.getByRole('radio').nth(answer).click();
      if (step === 1) await expectNoAxeViolations(page);
      await panel.locator('button[type=submit]').click();
      await expect(panel.getByText(isRight ? /^Right:/ : /^You said:/)).toBeVisible();
      expect(await cursor(page)).toBe(end);
      if (step <= 2) await expectNoAxeViolations(page);
      if (step < steps) await panel.getByRole('button', { name: /^Next:/ }).click();
    }
    await expect(panel.getByText(/^That was the lesson\. You foresaw \d of \d\.$/)).toBeVisible();
    await expectNoAxeViolations(page);
    expect(errors).toEqual([]);
  });

  test(`by keyboard alone: ${title}`, async ({ page }) => {
    const errors = await openPage(page);
    await tabTo(page, 'Story, lessons, notes');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Events' })).toBeVisible();
    await tabTo(page, 'Events');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name: `Begin: ${title}` })).toBeVisible();
    await tabTo(page, `Begin: ${title}`);
    await page.keyboard.press('Enter');
    const panel = lesson(page, title);
    await expect(panel).toBeVisible();
    const steps = await panel.getByRole('list', { name: 'Steps' }).getByRole('listitem').count();
    for (let step = 1; step <= steps; step += 1) {
      const { right, question, end } = await solution(page, id, step);
      if (question === 'number') {
        await tabTo(page, /./, 'INPUT');
        await page.keyboard.type(String(right));
        await page.keyboard.press('Enter');
      } else {
        await tabTo(page, /./, 'INPUT');
        await page.keyboard.press('Space');
        for (let down = 0; down < right; down += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await expect(panel.getByText(/^Right:/)).toBeVisible();
      expect(await cursor(page)).toBe(end);
      // The way on has the focus already.
      if (step < steps) {
        await expect(panel.getByRole('button', { name: /^Next:/ })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(panel.getByRole('heading', { level: 3 })).toBeFocused();
      }
    }
    await expect(panel.getByText(`You foresaw ${steps} of ${steps}.`)).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('free play at any point, and back to the very same step', async ({ page }) => {
  await openPage(page, '#/lesson/primary-dies/3');
  const panel = lesson(page, 'The primary dies');
  const at = await cursor(page);
  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(replica(page, 3)).toHaveAccessibleName(/^R3, crashed/);
  const free = page.getByRole('region', { name: 'Free play' });
  await expect(free).toContainText('The lesson waits at step 3');
  await expect.poll(() => page.url()).toContain('#3.');
  await expectNoAxeViolations(page);
  await free.getByRole('button', { name: 'Back to the lesson' }).click();
  await expect(panel.getByRole('heading', { name: 'Patience' })).toBeVisible();
  await expect(replica(page, 3)).not.toHaveAccessibleName(/crashed/);
  expect(await cursor(page)).toBe(at);
  await expect.poll(() => page.url()).toContain('#/lesson/primary-dies/3');
  await panel.getByRole('button', { name: 'To what you played' }).click();
  await expect(replica(page, 3)).toHaveAccessibleName(/^R3, crashed/);
});

test('the guide leads to the lessons, by keyboard too', async ({ page }) => {
  await openPage(page);
  await guide(page).getByRole('button', { name: 'Or take a lesson' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Lessons', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: `Begin: ${LESSONS[0].title}` })).toBeFocused();
});

test('a replica is an answer: a click on the stage says it, and what is asked is not told', async ({
  page,
}) => {
  await openPage(page, '#/lesson/one-decision/4');
  const panel = lesson(page, LESSONS[0].title);
  await expect(replica(page, 0)).toHaveAccessibleName(/COMMIT 1 of \?, which the lesson asks for/);
  await expect(page.getByText('? stands for what the lesson asks')).toBeVisible();
  await expectNoAxeViolations(page);
  await clickOn(page, 3);
  await expect(panel.getByRole('radio', { name: 'R3' })).toBeChecked();
  await expect(replica(page, 3)).toHaveAttribute('aria-pressed', 'true');
  await replica(page, 0).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('radio', { name: 'R0' })).toBeChecked();
  await clickOn(page, 3);
  await panel.getByRole('button', { name: 'Check' }).click();
  await expect(panel.getByText('Right: R3.')).toBeVisible();
});

test('a link opens exactly its step, and a wrong one says so', async ({ page }) => {
  await openPage(page, '#/lesson/wrong-balance/5?n=7');
  await expect(page.getByRole('heading', { name: 'Who acts on it' })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(7);
  await expect(replica(page, 6)).toBeVisible();
  await page.goto('./#/lesson/wrong-balance/99');
  await expect(
    page.getByText(/The lesson could not be opened: expected a step from 1 to 7, found 99/),
  ).toBeVisible();
});

test('what was answered is remembered', async ({ page }) => {
  await openPage(page, '#/lesson/one-decision/2');
  const panel = lesson(page, LESSONS[0].title);
  await panel.getByRole('textbox').fill('9');
  await page.keyboard.press('Enter');
  await expect(panel.getByText(/^Right:/)).toBeVisible();
  await panel.getByText(/^What the page says of event \d+, at 40 ms/).click();
  await panel.getByRole('button', { name: 'Open it in the Inspector' }).click();
  await expect(page.getByRole('tab', { name: 'Evidence' })).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(panel.getByRole('button', { name: /^Step 2: .*, answered rightly$/ })).toBeVisible();
});

test('a note is a question: its link opens there, with it shown', async ({ page, context }) => {
  await openPage(page, '#/pbft/primary-crash?at=147');
  await page.keyboard.press('m');
  const field = page.getByRole('textbox', { name: /^New note at event 147/ });
  await expect(field).toBeFocused();
  await field.fill('What becomes of slot 5?');
  // Esc leads out of the field, where keys act again; what was written stays.
  await page.keyboard.press('Escape');
  await expect(field).not.toBeFocused();
  await page.keyboard.press('m');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('What becomes of slot 5?');
  await page.getByRole('button', { name: 'Pin it here' }).click();
  const strip = page.getByRole('complementary', { name: 'Note' });
  await expect(strip).toHaveText('What becomes of slot 5?');
  await expectNoAxeViolations(page);
  await expect.poll(() => page.url()).toContain('#3.');
  await expect.poll(() => page.url()).toContain('at=147');

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('complementary', { name: 'Note' })).toHaveText('What becomes of slot 5?');
  await expect.poll(() => cursor(other)).toBe(147);
  await other.close();

  await page.getByRole('button', { name: 'Change the note at event 147' }).click();
  await page.getByRole('textbox', { name: /^Note at event 147/ }).fill('And then?');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(strip).toHaveText('And then?');
  await page.getByRole('button', { name: 'Delete the note at event 147' }).click();
  await expect(strip).toBeHidden();
});

test('a lecture: cues by presenter keys, covered until revealed, Esc returns', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crash?at=147');
  for (const [at, text] of [
    [147, 'What becomes of slot 5?'],
    [180, 'Who hears of the request now?'],
  ] as const) {
    await page.evaluate(moveTo, at);
    await expect.poll(() => cursor(page)).toBe(at);
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: /^New note/ }).fill(text);
    await page.getByRole('checkbox', { name: 'a cue of the lecture' }).check();
    await page.getByRole('button', { name: 'Pin it here' }).click();
    await expect(page.getByRole('complementary', { name: 'Note' })).toHaveText(text);
    await page.getByRole('tab', { name: 'Notes' }).focus();
  }
  await page.keyboard.press('l');
  const sentence = page.getByRole('region', { name: 'Lecture', exact: true });
  await expect(sentence).toHaveText('Who hears of the request now?');
  await expect(page.getByRole('banner')).toBeHidden();
  await expectNoAxeViolations(page);
  await page.keyboard.press('PageUp');
  await expect(sentence).toHaveText('What becomes of slot 5?');
  await page.keyboard.press('d');
  await expect(replica(page, 1)).toBeVisible();
  await expectNoAxeViolations(page);
  expect(await smallestText(page)).toBeGreaterThanOrEqual(20);

  await page.keyboard.press('Shift+ArrowRight');
  await expect(sentence).toHaveText('What becomes of slot 5?');
  await page.keyboard.press('.');
  await expect(sentence).not.toHaveText('What becomes of slot 5?');
  await page.keyboard.press('1');
  await page.keyboard.press('x');
  await expect(replica(page, 1)).toHaveAccessibleName(/^R1, crashed/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(replica(page, 1)).not.toHaveAccessibleName(/crashed/);
  await expect(sentence).toHaveText('What becomes of slot 5?');
  await page.keyboard.press('PageDown');
  await expect(sentence).toHaveText('Who hears of the request now?');
  await page.keyboard.press('l');
  await expect(page.getByRole('banner')).toBeVisible();
});

/** In the middle of its glyph: its words belong to the same button, and stand aside. */
async function clickOn(page: Page, id: number): Promise<void> {
  const box = await stillBox(replica(page, id).locator('.ground'));
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

function lesson(page: Page, title: string) {
  return page.getByRole('region', { name: `Lesson: ${title}` });
}

interface Taught {
  lessonStep(
    ref: { lesson: string },
    step: number,
  ): Promise<{ question: { ask: string; choices?: unknown[] }; end: number }>;
  gradeLesson(ref: { lesson: string }, step: number, answer: number): Promise<{ correct: boolean }>;
}

/** The right answer as the engine sees it: tried one after the other. */
async function solution(page: Page, id: string, step: number) {
  return page.evaluate(
    async ([lessonId, number]) => {
      const { engine } = (globalThis as unknown as { quorumscope: { engine: Taught } }).quorumscope;
      const ref = { lesson: lessonId };
      const { question, end } = await engine.lessonStep(ref, number);
      for (let answer = 0; answer < 200; answer += 1) {
        const { correct } = await engine.gradeLesson(ref, number, answer);
        if (correct) return { right: answer, question: question.ask, end };
      }
      throw new Error(`no right answer below 200 for step ${number} of ${lessonId}`);
    },
    [id, step] as const,
  );
}

/** Tab until something of this name, or an element of this kind, has the focus. */
async function tabTo(page: Page, name: string | RegExp, tag?: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const words = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      const inLesson = element?.closest('.lesson') !== null;
      return { tag: element?.tagName ?? '', words: words.trim(), inLesson };
    });
    if (tag !== undefined ? focused.tag === tag && focused.inLesson : focused.words === name) return;
  }
  throw new Error(`nothing called ${name} is reached by Tab`);
}

function moveTo(target: number): Promise<boolean> {
  const hook = globalThis as unknown as {
    quorumscope: { store: { getState(): { actions: { move(move: object): Promise<boolean> } } } };
  };
  return hook.quorumscope.store.getState().actions.move({ kind: 'event', target });
}

/** In CSS px on screen, of everything that is written on the page now. */
function smallestText(page: Page): Promise<number> {
  return page.evaluate(() => {
    let least = Number.POSITIVE_INFINITY;
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim() !== '',
      );
      const box = element.getBoundingClientRect();
      if (!own || box.width <= 1 || box.height <= 1 || element.closest('.visually-hidden')) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      const svg = element.closest('svg');
      const scale = svg === null ? 1 : svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || 1);
      least = Math.min(least, size * scale);
    }
    return least;
  });
}
