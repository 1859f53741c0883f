/**
 * Links say "like this scenario of the catalogue, but for …": whoever changes a scenario's numbers changes what
 * every link says that was made of it, here and in papers. So what runs is on record, texts and expectations
 * apart. A scenario that shall run otherwise gets a new id and the old one stays; a new one, or a new field with
 * a default, is entered by `GOLDEN=rewrite`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canonicalText } from '../../src/kernel/canonical.ts';
import { digestText } from '../../src/kernel/hash.ts';
import { known } from '../../src/runtime/known.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { findScenario } from '../../src/scenarios/catalog.ts';

const file = join(import.meta.dirname, 'catalogue.json');
const catalogue = await new SeatedEngine(null).catalogue();

function pinned(id: string): string {
  const {
    title,
    story,
    expect: _expected,
    ...runs
  } = { ...findScenario(id, known) } as Record<string, unknown>;
  expect([typeof title, Array.isArray(story)]).toEqual(['string', true]);
  return digestText(canonicalText(runs)).slice(0, 16);
}

it('every scenario of the catalogue runs as links that were made of it say', () => {
  const now = Object.fromEntries(catalogue.map(({ id }) => [id, pinned(id)]));
  if (process.env.GOLDEN === 'rewrite') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  expect(now).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
