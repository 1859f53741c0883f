/**
 * A session that is handed on: as a link in another browser, as Markdown, as a file, and as an entry of this
 * browser's own list; and what happens where links, storage or workers fail.
 */
import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, replica, round } from './support.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** A session that somebody worked on, with something selected and open. */
async function workOn(page: Page): Promise<void> {
  await openPage(page, '#/pbft/fault-free?at=30');
  for (const key of ['3', 'x']) await page.keyboard.press(key);
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await round(page);
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  await page.keyboard.press('2');
}

async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: 'Share this session as a link' }).click();
  await expect(page.getByRole('dialog', { name: 'Share' }).getByRole('textbox')).toHaveValue(/#/);
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await page.keyboard.press('Escape');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Of the run on screen, up to the playhead. */
async function traceHash(page: Page): Promise<string> {
  const at = await cursor(page);
  return page.evaluate((place) => {
    const { engine } = (globalThis as unknown as { quorumscope: { engine: HashingEngine } }).quorumscope;
    return engine.traceHash(place);
  }, at);
}

interface HashingEngine {
  traceHash(cursor: number): Promise<string>;
}

async function secondPage(context: BrowserContext): Promise<Page> {
  const browser = context.browser();
  if (browser === null) throw new Error('expected a browser behind the context, found none');
  return (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
}

test('a link opened in a second context reaches the same hash, place, selection and panels', async ({
  page,
  context,
}) => {
  await workOn(page);
  const link = await copied(page, 'Copy');
  expect(link.length).toBeLessThan(600);
  const other = await secondPage(context);
  const errors: string[] = [];
  other.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await other.goto(link);
  await expect(replica(other, 3)).toHaveAccessibleName(/crashed/);
  expect(await cursor(other)).toBe(await cursor(page));
  expect(await traceHash(other)).toBe(await traceHash(page));
  await expect(other.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Statecharts' })).toBeVisible();
  await expect(replica(other, 2)).toHaveAttribute('aria-pressed', 'true');
  expect(errors).toEqual([]);
  await other.context().close();
});

test('the link can be copied as Markdown', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crash?at=40');
  await page.getByRole('button', { name: 'Share this session as a link' }).click();
  await expect(page.getByRole('button', { name: 'SVG' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  const text = await copied(page, 'Copy as Markdown');
  expect(text).toMatch(
    /^\[The primary crashes: t = [\d.,]+ ms, event 40\]\(http.*#\/pbft\/primary-crash\?at=40\)$/,
  );
});

test('a name that does not exist is answered with the nearest one', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crsh');
  await expect(page.getByText('There is no scenario "primary-crsh".')).toBeVisible();
  await page.getByRole('link', { name: 'The primary crashes' }).click();
  await expect(page.getByRole('button', { name: 'Scenario: The primary crashes' })).toBeVisible();
  await expect(page.getByText('There is no scenario')).toBeHidden();
});

test('what of a link makes no sense is said, and the rest opens', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crash?at=40&select=R77&open=nonsense&tab=x');
  await expect(page.getByText('expected "tab=" and one of')).toBeVisible();
  expect(await cursor(page)).toBe(40);
});

test('a saved file opens again at the same hash', async ({ page, context }) => {
  await workOn(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the session as a file' }).click(),
  ]);
  const content = readFileSync(await download.path(), 'utf8');
  const [at, hash] = [await cursor(page), await traceHash(page)];
  const other = await secondPage(context);
  await openPage(other);
  const file = {
    name: download.suggestedFilename(),
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  };
  await other.getByLabel('Scenario, session or command file').setInputFiles(file);
  // The session that was open before answers until the file has been read.
  const reached = () =>
    other.evaluate(async (length) => {
      const { engine } = (globalThis as unknown as { quorumscope: { engine: MovingEngine } }).quorumscope;
      await engine.move(0, { kind: 'event', target: length });
      return engine.traceHash(length);
    }, at);
  await expect.poll(reached).toBe(hash);
  await other.context().close();
});

interface MovingEngine extends HashingEngine {
  move(cursor: number, move: unknown): Promise<unknown>;
}

for (const [name, content, words] of [
  ['newer.json', '{"version":7,"session":{}}', 'a newer version of this page made it'],
  ['gone.json', '{"version":1,"session":{"scenario":"gone","commands":[]}}', 'found "gone"'],
  ['cut.json', '{"version":1,"sess', 'cut.json'],
  ['foreign.json', '{"name":"something-else","dependencies":{}}', 'foreign.json: expected'],
  ['picture.json', '\u0089PNG\r\n\u001a\n', 'picture.json'],
  ['empty.csv', '', 'found nothing'],
  ['large.json', `{"a":"${'x'.repeat(8_400_000)}"}`, 'expected at most 8 MB, found 8.4 MB'],
] as const) {
  test(`a file that cannot be opened says so, and the open session stays: ${name}`, async ({ page }) => {
    await openPage(page, '#/pbft/primary-crash?at=40');
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(content) };
    await page.getByLabel('Scenario, session or command file').setInputFiles(file);
    await expect(page.getByText(words)).toBeVisible();
    expect(await cursor(page)).toBe(40);
    await round(page);
  });
}

test('sessions are kept, listed, opened and deleted', async ({ page }) => {
  await workOn(page);
  const [at, hash] = [await cursor(page), await traceHash(page)];
  await expect.poll(() => keptSessions(page)).toBe(1);
  await page.goto('./#/first-light');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Scenario: One transfer, four replicas' })).toBeVisible();
  await page.getByRole('button', { name: 'Recent sessions' }).click();
  const list = page.getByRole('dialog', { name: 'Recent sessions' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('n = 4, 1 intervention');
  await expectNoAxeViolations(page);
  await list.getByRole('listitem').getByRole('button').first().click();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  expect([await cursor(page), await traceHash(page)]).toEqual([at, hash]);
  await page.getByRole('button', { name: 'Recent sessions' }).click();
  await list.getByRole('button', { name: /^Delete/ }).click();
  await expect(list).toContainText('None yet');
});

test('a session that is too large for an address says so, and is kept', async ({ page }) => {
  await openPage(page);
  // Amounts without a pattern do not fold well: some 60,000 rows are more than a link may hold.
  const rows = ['kind,account,to,asset,amount,nonce,id'];
  for (let row = 0; row < 60_000; row += 1) {
    const [units, decimals] = [1 + ((row * 48_271) % 99_991), 1 + ((row * 16_807) % 999_983)];
    rows.push(`deposit,${1 + (row % 9)},,USD,${units}.${decimals},,`);
  }
  const file = { name: 'day.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.getByLabel('Scenario, session or command file').setInputFiles(file);
  await expect(page.getByText('too large for an address')).toBeVisible({ timeout: 30_000 });
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Share this session as a link' }).click();
  await expect(page.getByText('too large for a link: save it as a file')).toBeVisible();
});

test('a kept session of a scenario that is gone says so, and the open one stays', async ({ page }) => {
  await openPage(page, '#/pbft/primary-crash?at=40');
  await expect.poll(() => keptSessions(page)).toBe(1);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('quorumscope');
        opening.onsuccess = () => {
          const change = opening.result.transaction('sessions', 'readwrite');
          const file = '{"version":1,"session":{"scenario":"gone","commands":[]}}';
          const record = {
            version: 1,
            id: 'old',
            title: 'Of old',
            words: '',
            savedAt: 1,
            file,
            place: 'at=3',
          };
          change.objectStore('sessions').put(record);
          change.objectStore('sessions').put({ id: 'odd', savedAt: 2 });
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.getByRole('button', { name: 'Recent sessions' }).click();
  const list = page.getByRole('dialog', { name: 'Recent sessions' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.getByRole('button', { name: /^Of old/ }).click();
  await expect(page.getByText('Of old could not be opened')).toBeVisible();
  expect(await cursor(page)).toBe(40);
});

function keptSessions(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // Opening it here first would make an empty one.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'quorumscope')) return 0;
    return new Promise<number>((resolve) => {
      const opening = indexedDB.open('quorumscope');
      opening.onsuccess = () => {
        const counting = opening.result.transaction('sessions').objectStore('sessions').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
  });
}

for (const [what, spoil, words] of [
  [
    'no database',
    () => Object.defineProperty(window, 'indexedDB', { get: () => undefined }),
    'This browser keeps nothing for this page',
  ],
  [
    'a forbidden one',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    },
    'This browser keeps nothing for this page',
  ],
  [
    'a full one',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
    'no room left to keep sessions',
  ],
] as const) {
  test(`storage that fails is one sentence, and the page goes on: ${what}`, async ({ page }) => {
    await page.addInitScript(spoil);
    await page.addInitScript(() => {
      // Preferences may be forbidden as well.
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    const errors = await openPage(page, '#/pbft/fault-free');
    await round(page);
    await expect(page.getByText(words)).toBeVisible();
    await round(page);
    await page.getByRole('button', { name: 'Recent sessions' }).click();
    await expect(page.getByRole('dialog', { name: 'Recent sessions' })).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('a browser without workers runs the same run on the page', async ({ page, context }) => {
  await openPage(page, '#/pbft/primary-crash?at=150');
  const hash = await traceHash(page);
  const other = await secondPage(context);
  await other.addInitScript(() => Object.defineProperty(window, 'Worker', { value: undefined }));
  const base = page.url().replace(/#.*/, '');
  await other.goto(`${base}#/pbft/primary-crash?at=150`);
  await expect(other.getByText('This browser runs no workers')).toBeVisible();
  await expect(replica(other, 0)).toBeVisible();
  await expect.poll(() => cursor(other)).toBe(150);
  expect(await traceHash(other)).toBe(hash);
  await round(other);
  await other.context().close();
});
