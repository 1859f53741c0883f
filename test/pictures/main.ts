/**
 * Photographs the built page for docs/pictures, light and dark:
 * `npm run build && npm run pictures -- [NAME…] [--out FOLDER]`. Look at what it
 * wrote before it is committed.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { prepareGround } from '../bench/browser-page.ts';
import { scenes } from './scenes.ts';
import { type Scheme, type Visit, visit } from './visit.ts';

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/pictures' },
    root: { type: 'string', default: 'dist' },
  },
  allowPositionals: true,
});

const ground = await prepareGround(values.root);
mkdirSync(values.out, { recursive: true });
try {
  for (const scheme of ['light', 'dark'] as const) await photograph(ground.browser, scheme);
  if (isAsked('exported-svg')) await exported(ground.browser);
} finally {
  await ground.close();
}

async function photograph(browser: Browser, scheme: Scheme): Promise<void> {
  for (const [name, scene] of Object.entries(scenes)) {
    await one(name, await visit(browser, ground.address, { scheme }), scene);
  }
  const opening = (newcomer: Visit) => newcomer.go('');
  await one('first-screen', await visit(browser, ground.address, { scheme, first: true }), opening);
  await one('phone', await visit(browser, ground.address, { scheme, first: true, phone: true }), opening);

  async function one(name: string, visitor: Visit, scene: (visit: Visit) => Promise<void>): Promise<void> {
    if (isAsked(name)) {
      await scene(visitor);
      await visitor.page.waitForTimeout(800);
      const file = join(values.out, `${name}${scheme === 'dark' ? '-dark' : ''}.png`);
      await visitor.page.screenshot({ path: file });
      process.stdout.write(`${file}\n`);
    }
    await visitor.page.context().close();
  }
}

/** The stage as a file, opened by itself. */
async function exported(browser: Browser): Promise<void> {
  const { page, go } = await visit(browser, ground.address, { scheme: 'light' });
  await go('#/pbft/primary-crash?at=230&open=timeline');
  await page.getByRole('button', { name: /^Share/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /SVG/ }).first().click();
  const figure = join(tmpdir(), 'quorumscope-stage.svg');
  await (await download).saveAs(figure);
  // A page may not lead to a file; a new one may begin with it.
  const alone = await page.context().newPage();
  await alone.goto(`file://${figure}`);
  const file = join(values.out, 'exported-svg.png');
  await alone.screenshot({ path: file });
  process.stdout.write(`${file}\n`);
  await page.context().close();
}

function isAsked(name: string): boolean {
  return positionals.length === 0 || positionals.includes(name);
}
