/**
 * The page on a phone: what the first minute needs is on the first screen, words stand clear of each other,
 * and whatever a finger presses is 44 px.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, guide, openPage, replica, round, stillBox } from './support.ts';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });

const FINGER = 44;

test('the first screen holds the sentence, the whole ring, the line below it and the dock', async ({
  page,
}) => {
  await openPage(page);
  await expect(guide(page).getByRole('button', { name: 'Round' })).toBeInViewport({ ratio: 1 });
  await expect(guide(page).getByRole('button', { name: 'Or take a lesson' })).toBeInViewport({ ratio: 1 });
  const dock = (await stillBox(page.locator('.transport-dock'))).y;
  for (let id = 0; id < 4; id += 1) {
    const box = await stillBox(replica(page, id));
    expect(box.y + box.height, `R${id}`).toBeLessThanOrEqual(dock);
  }
  const foot = await stillBox(page.locator('.stage-foot'));
  expect(foot.y + foot.height).toBeLessThanOrEqual(dock + 1);
  await expectNoAxeViolations(page);
});

test('at first there is one Round, the guide’s; without the guide the dock has it', async ({ page }) => {
  await openPage(page, '', true);
  await expect(page.locator('.transport-dock').getByRole('button', { name: 'Step' }).last()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Round' })).toHaveCount(1);
  await guide(page).getByRole('button', { name: 'Leave the guide' }).click();
  await expect(
    page.locator('.transport-dock').getByRole('button', { name: 'Round', exact: true }),
  ).toBeVisible();
});

for (const [width, height] of [
  [320, 640],
  [360, 640],
  [390, 844],
] as const) {
  test(`at ${width} px words of the stage stand clear of each other and of its edge`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openPage(page);
    await expect.poll(() => meetings(page)).toEqual([]);
    for (let press = 0; press < 5; press += 1) {
      await round(page);
      await expect.poll(() => meetings(page)).toEqual([]);
    }
  });
}

test('in a lesson the picture, the question and the way on are on one screen, and a tap answers', async ({
  page,
}) => {
  await openPage(page, '#/lesson/one-decision/4');
  await expect.poll(() => meetings(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Check' })).toBeInViewport({ ratio: 1 });
  const ground = await stillBox(replica(page, 3).locator('.ground'));
  await page.touchscreen.tap(ground.x + ground.width / 2, ground.y + ground.height / 2);
  await expect(page.getByRole('radio', { name: 'R3' })).toBeChecked();
  await page.getByRole('button', { name: 'Check' }).tap();
  await expect(page.getByText('Right: R3.')).toBeInViewport({ ratio: 1 });
  await expectNoAxeViolations(page);
});

test('seven on a low stage: every name is beside its own glyph, and under no other', async ({ page }) => {
  await openPage(page, '#/lesson/one-decision/5?n=7');
  await expect(replica(page, 6)).toBeVisible();
  await expect.poll(() => meetings(page)).toEqual([]);
  const covered = () =>
    page.evaluate(() => {
      const grounds = [...document.querySelectorAll('.replica .ground')];
      return [...document.querySelectorAll('.replica .label-name')].flatMap((name) => {
        const a = name.getBoundingClientRect();
        const [x, y] = [a.left + a.width / 2, a.top + a.height / 2];
        return grounds.flatMap((ground) => {
          const { left, width, top } = ground.getBoundingClientRect();
          const apart = Math.hypot(x - left - width / 2, y - top - width / 2);
          return apart < width / 2 ? [name.textContent] : [];
        });
      });
    });
  await expect.poll(covered).toEqual([]);
});

test('every control of the first screen has room for a finger', async ({ page }) => {
  await openPage(page);
  await expect.poll(() => tooSmall(page)).toEqual([]);
  const scrubber = await stillBox(page.getByRole('slider', { name: 'Playhead' }));
  expect(scrubber.height).toBeGreaterThanOrEqual(FINGER);
  await page.getByRole('button', { name: /^More: / }).click();
  for (const name of ['Transfer', 'Save the session as a file', 'Recent sessions'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await expect.poll(() => tooSmall(page)).toEqual([]);
  await expectNoAxeViolations(page);
});

test('so has every control of every panel', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crash?at=262&select=R1&open=inspector,feed,timeline');
  const story = page.getByRole('region', { name: 'Story', exact: true });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(page.getByRole('application', { name: /^Space-time diagram/ })).toBeVisible();
  await expect.poll(() => tooSmall(page, true)).toEqual([]);
  for (const name of ['Evidence', 'Quorum', 'Network', 'Verdicts']) {
    await inspector.getByRole('tab', { name }).click();
    await expect.poll(() => tooSmall(page, true), name).toEqual([]);
  }
  const opener = page.getByRole('button', { name: /^Story/, expanded: false });
  if (await opener.isVisible()) await opener.click();
  for (const name of ['Lessons', 'Challenges', 'Notes', 'Events']) {
    await story.getByRole('tab', { name }).click();
    await expect.poll(() => tooSmall(page, true), name).toEqual([]);
  }
});

test('a restart closes the settings, whose numbers are whole', async ({ page }) => {
  await openPage(page);
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await page.getByRole('button', { name: /^Settings of the run: / }).click();
  const seed = settings.getByRole('textbox', { name: 'seed' });
  await seed.fill('123456');
  expect(await seed.evaluate((field) => field.scrollWidth <= field.clientWidth)).toBe(true);
  await settings.getByRole('button', { name: 'Restart' }).click();
  await expect(settings).toBeHidden();
  await expect(page.getByRole('button', { name: 'Settings of the run: n = 4, seed 123456' })).toBeVisible();
  await page.getByRole('button', { name: /^Settings of the run: / }).click();
  await settings.getByRole('textbox', { name: 'n, replicas' }).fill('0');
  await settings.getByRole('button', { name: 'Restart' }).click();
  await expect(settings).toBeVisible();
});

/** Words of one replica or client that lie over those of another, or over the stage's edge. */
function meetings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const stage = document.querySelector('.stage')?.getBoundingClientRect();
    const words = [...document.querySelectorAll('.stage-figures text, .stage-asked')]
      .filter((text) => text.textContent?.trim() !== '')
      .map((text) => ({
        of: text.closest('[data-replica],[data-client]'),
        text: text.textContent ?? '',
        box: text.getBoundingClientRect(),
      }));
    const found: string[] = [];
    for (const [index, a] of words.entries()) {
      if (
        stage === undefined ||
        a.box.left < stage.left ||
        a.box.bottom > stage.bottom ||
        a.box.top < stage.top
      )
        found.push(`${a.text} at the edge`);
      for (const b of words.slice(index + 1)) {
        const apart =
          a.box.right <= b.box.left ||
          b.box.right <= a.box.left ||
          a.box.bottom <= b.box.top + 2 ||
          b.box.bottom <= a.box.top + 2;
        if (a.of !== b.of && !apart) found.push(`${a.text} over ${b.text}`);
      }
    }
    return found;
  });
}

/**
 * Buttons, links and fields in sight, or anywhere on the page, that are smaller than a finger. What stands in
 * a label is pressed with it.
 */
function tooSmall(page: Page, anywhere = false): Promise<string[]> {
  return page.evaluate(
    ([finger, all]) => {
      const controls = document.querySelectorAll<HTMLElement>('button, a[href], select, summary, input');
      return [...controls].flatMap((control) => {
        const pressed =
          (control.matches('[type=checkbox],[type=radio]') && control.closest('label')) || control;
        const { width, height, top } = pressed.getBoundingClientRect();
        const below = !all && top > window.innerHeight;
        const hidden = width <= 2 || control.closest('.visually-hidden') !== null || below;
        const name = control.getAttribute('aria-label') ?? control.textContent ?? '';
        const fits = Math.round(width) >= finger && Math.round(height) >= finger;
        return hidden || fits ? [] : [`${name.trim()} ${width} x ${height}`];
      });
    },
    [FINGER, anywhere] as const,
  );
}
