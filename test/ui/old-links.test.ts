/**
 * Links are for years: those that older versions of the page wrote open what they said. And the way they are
 * written now, as what differs from the catalogue, says exactly the session.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { openSession } from '../../src/runtime/page-session.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { findScenario } from '../../src/scenarios/catalog.ts';
import { differences, patched } from '../../src/scenarios/link-differences.ts';
import { fold } from '../../src/scenarios/link-fold.ts';
import { hashOf, readHash } from '../../src/ui/address.ts';
import { NOWHERE } from '../../src/ui/share/place.ts';

const catalogue = await new SeatedEngine(null).catalogue();

async function opened(hash: string) {
  const read = await readHash(hash, catalogue);
  if (read === null || 'problem' in read) throw new Error(`expected a session, found ${read?.problem}`);
  return openSession(read.source);
}

const CRASH = { do: 'crash', replica: 2, atMs: 0 };
const ROW = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '12.5' };

describe('a link of kind 2', () => {
  it.each([
    [
      'P0NWI8o4lKjEZxoi_ZjiSj9G2FInrKylau4y0gNWRbWxtbUA',
      { scenario: { id: 'fault-free', protocol: { replicas: 4 } }, fromCatalogue: true },
    ],
    [
      '67AXI88RGJFIQrPNnLRmG2rrimbNuCHXbDMEhuNos20QNtsIZDhEEWuKK3KMsBXgsOYIVSsgIz1ga602trYWAA',
      { scenario: { id: 'primary-crash', protocol: { replicas: 7 } }, fromCatalogue: false },
    ],
    [
      'O_4VI88RxSXArnsucFhIF2wViiUYDTe4Ykpab6iNLBq25oCDJiBnAKvN5AyIsbUEmnTm0MLNcgAbdMBwx9agMzRCbRaMttUo' +
        'a6uBXAJNzPqleZnAJKhbkFqkC04sWBUBbdMFdXoIKAOPCQKzbFEpmrdhCiAs3exURCCCkyXevI0ozU1xlebA9IGpGtbyoWpd' +
        'Z6QHbBjWxtbWAgA',
      { scenario: { id: 'streamlet-first', network: { delayMs: { min: 7, max: 9 } } }, fromCatalogue: false },
    ],
  ])('opens %s', async (data, session) => {
    const found = await opened(`#2.${data}?at=7`);
    expect(found).toMatchObject({ ...session, interventions: [CRASH, { do: 'submit', row: ROW }] });
  });
});

describe('a link to a changed scenario', () => {
  it.each(catalogue.map(({ id }) => id))(
    'says only what differs from %s, and is the same session',
    async (id) => {
      const scenario = { ...findScenario(id, known) } as Record<string, unknown>;
      const network = { delayMs: { min: 3, max: 4 }, lossRate: 0.5, duplicateRate: 0, links: [] };
      const session = { scenario: { ...scenario, network, seed: 9 }, seed: 9, commands: [] };
      const hash = (await hashOf({ session: { version: 1, session }, catalogue, place: NOWHERE })) ?? '';
      expect(hash.length).toBeLessThan(140);
      const read = await readHash(hash, catalogue);
      expect(read).toMatchObject({ source: { kind: 'json', value: { version: 1, session } } });
    },
  );

  it('of a scenario that nobody has is refused with those that there are', async () => {
    const session = { scenario: { like: 'gone', but: {} }, seed: 1, commands: [] };
    const found = await opened(`#${fold({ version: 1, session })}`);
    expect(found).toMatchObject({ problem: expect.stringContaining('found "gone", at /session/scenario') });
    const nameless = { ...session, scenario: { like: { a: 1 }, but: {} } };
    expect(await opened(`#${fold({ version: 1, session: nameless })}`)).toHaveProperty('problem');
  });

  it('is checked like any other, whatever its differences say', async () => {
    const deep = `${'{"protocol":'.repeat(2_000)}1${'}'.repeat(2_000)}`;
    const buts = [7, null, [], { protocol: 3 }, { protocol: null }, JSON.parse('{"__proto__":{"x":1}}')];
    for (const but of [...buts, JSON.parse(deep)]) {
      const session = { scenario: { like: 'first-light', but }, seed: 1, commands: [] };
      expect(await opened(`#${fold({ version: 1, session })}`)).toHaveProperty('problem');
    }
  });
});

describe('differences', () => {
  const names = fc.constantFrom('a', 'b', '__proto__');
  const leaf = fc.oneof(
    fc.constantFrom(null, 0, 1, 'x'),
    fc.array(fc.constantFrom(null, 1), { maxLength: 2 }),
  );
  const members = fc.dictionary(names, fc.oneof(leaf, fc.dictionary(names, leaf)));

  it('lead from anything to anything exactly, or there are none', () =>
    fc.assert(
      fc.property(members, members, (base, whole) => {
        const patch = differences(base, whole);
        expect(differences(base, structuredClone(base))).toEqual({});
        if (patch !== null) expect(patched(base, patch)).toEqual(whole);
        else expect(JSON.stringify(whole)).toContain('null');
      }),
    ));
});
