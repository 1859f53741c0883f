/**
 * The page as its visitors meet it: by roles, names and the text twin. Nothing here reaches into the page's
 * own code.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/**
 * Opens the page, at a hash if one is given, and fails the test on any console error. Returns the errors so
 * far. All controls are out, as after a first run, unless the first screen itself is asked for.
 */
export async function openPage(page: Page, hash = '', first = false): Promise<string[]> {
  if (!first) await page.addInitScript(bringControlsOut);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`./${hash}`);
  await expect(replica(page, 0)).toBeVisible();
  return errors;
}

/** Runs in the page. */
function bringControlsOut(): void {
  const key = 'quorumscope.preferences.1';
  try {
    localStorage.setItem(key, localStorage.getItem(key) ?? JSON.stringify({ fewControls: false }));
  } catch {
    // A page that may keep nothing shows what it shows.
  }
}

/** A replica on the stage; its name says everything that its picture shows. */
export function replica(page: Page, id: number) {
  return page.getByRole('button', { name: new RegExp(`^R${id}, `) });
}

export function spoken(page: Page) {
  return page.getByRole('status', { name: 'What just happened' });
}

export function guide(page: Page) {
  return page.getByRole('region', { name: 'Guide' });
}

/** Begins the open scenario anew with other numbers, by the names of their fields. */
export async function restartWith(page: Page, numbers: Readonly<Record<string, string>>): Promise<void> {
  const folded = page.getByRole('button', { name: /^Settings of the run/ });
  if (await folded.isVisible()) await folded.click();
  for (const [name, text] of Object.entries(numbers)) await page.getByRole('textbox', { name }).fill(text);
  await page.getByRole('button', { name: 'Restart' }).click();
}

export async function round(page: Page): Promise<void> {
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  const before = await playhead.inputValue();
  const transport = page.getByRole('region', { name: 'Transport' });
  const own = transport.getByRole('button', { name: 'Round', exact: true });
  // On the first screen the guide has the only one.
  const button = (await own.isVisible()) ? own : guide(page).getByRole('button', { name: 'Round' });
  await button.click();
  await expect(playhead).not.toHaveValue(before);
}

/** Where something stands once it does: what loads late moves what is there already. */
export async function stillBox(part: Locator) {
  let last = '';
  const stands = async () => {
    const before = last;
    last = JSON.stringify(await part.boundingBox());
    return last === before && last !== 'null';
  };
  await expect.poll(stands).toBe(true);
  return JSON.parse(last) as { x: number; y: number; width: number; height: number };
}

/** Number of events done at the playhead. */
export async function cursor(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Playhead' }).inputValue());
}

/** The tables that say what the stage shows, as text. */
export async function twin(page: Page): Promise<string> {
  const tables = page.getByRole('region', { name: 'The stage as tables' });
  const opener = page.getByRole('button', { name: 'Table', exact: true });
  if ((await opener.getAttribute('aria-pressed')) !== 'true') await opener.click();
  await expect(tables).toBeVisible();
  return tables.innerText();
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  // Two copies of Playwright's types are the same page.
  const { violations } = await new AxeBuilder({ page: page as never }).withTags(AXE_TAGS).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
}
