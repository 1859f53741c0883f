/** Links: what is written can be read again, and nothing that a link holds can do harm. */
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fold, unfold } from '../../src/scenarios/link-fold.ts';
import { LINK_LIMITS } from '../../src/scenarios/link-limits.ts';
import { linkWords, moreLinkWords } from '../../src/scenarios/link-words.ts';
import { type Address, hashOf, readHash } from '../../src/ui/address.ts';
import { NOWHERE, type Place } from '../../src/ui/share/place.ts';

const catalogue = [
  { id: 'first-light', title: 'First light', story: [], protocol: 'pbft', replicas: 4, seed: 42 },
];
const untouched = { version: 1, session: { scenario: 'first-light', seed: 42, commands: [] } };

const write = async (session: unknown, place: Place = NOWHERE) =>
  (await hashOf({ session, catalogue, place })) ?? '';

async function read(hash: string): Promise<Address> {
  const found = await readHash(hash, catalogue);
  if (found === null || 'problem' in found) throw new Error(`expected an address, found ${found?.problem}`);
  return found;
}

async function problemOf(hash: string): Promise<string> {
  const found = await readHash(hash, catalogue);
  return found !== null && 'problem' in found ? found.problem : '';
}

describe('the address', () => {
  it('is readable for a scenario of the catalogue that nobody acted in', async () => {
    const place = { ...NOWHERE, at: 12 };
    expect(await write(untouched, place)).toBe('#/pbft/first-light?at=12');
    expect(await write(untouched)).toBe('#/pbft/first-light');
    expect(await write({ version: 1, session: { ...untouched.session, seed: 7 } }, place)).toBe(
      '#/pbft/first-light?seed=7&at=12',
    );
  });

  it.each([
    '#/pbft/first-light?at=12',
    '#/first-light?at=12',
    '/first-light/?at=12).',
    '#%2Ffirst-light%3Fat%3D12',
  ])('reads %s', async (hash) => {
    const found = await read(hash);
    expect(found.source).toEqual({ kind: 'catalogue', id: 'first-light' });
    expect(found.place).toEqual({ ...NOWHERE, at: 12 });
    expect(found.remark).toBeNull();
  });

  it('reads the seed of a readable address', async () => {
    const session = { scenario: 'first-light', seed: 7, commands: [] };
    expect((await read('#/pbft/first-light?seed=7&at=3')).source).toEqual({
      kind: 'json',
      value: { version: 1, session },
    });
  });

  it('asks for nothing when it is empty', async () => {
    for (const hash of ['', '#', '#/']) expect(await readHash(hash, catalogue)).toBeNull();
  });

  it('gives back any session', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.nat(1_000_000), async (session, at) => {
        const found = await read(await write(session, { ...NOWHERE, at }));
        expect(found.source).toEqual({ kind: 'json', value: JSON.parse(JSON.stringify(session)) });
        expect(found.place.at).toBe(at);
      }),
    ));

  it('keeps selection, tab, panels and the pinned slot', () =>
    fc.assert(
      fc.asyncProperty(places, async (place) => {
        const found = await read(await write(untouched, place));
        expect(found.place).toEqual(place);
        expect(found.remark).toBeNull();
      }),
    ));

  it('is short for a repetitive session', async () => {
    const commands = Array.from({ length: 100 }, (_, k) => ({ atMs: k, do: 'crash', replica: 0 }));
    expect((await write({ version: 1, session: { commands } })).length).toBeLessThan(900);
  });

  it('still reads links of the first kind', async () => {
    const data = Buffer.from(deflateSync(strToU8(JSON.stringify(untouched)))).toString('base64url');
    const found = await read(`#1.${data}?at=5`);
    expect(found.source).toEqual({ kind: 'json', value: untouched });
    expect(found.place.at).toBe(5);
  });

  it('is written with words that never change, or old links could not be read', async () => {
    const digestOf = async (words: string) => {
      const bytes = await crypto.subtle.digest('SHA-256', strToU8(words) as Uint8Array<ArrayBuffer>);
      return Buffer.from(bytes).toString('hex');
    };
    expect(await digestOf(linkWords)).toBe(
      'd0d57a6463c4e7fe384b74db0b55343b7654054e0b3bafb3ed9e3f003b43eebe',
    );
    expect(await digestOf(moreLinkWords)).toBe(
      '0fe77ef2f4ab958ddcef5a4cc1414aac8d565e8a345d415c3f22e076aebb71c2',
    );
    expect(unfold(2, 'DCU_o5JxsbW1AA')).toEqual({ session: untouched });
    expect(unfold(3, fold(untouched)?.slice(2) ?? '')).toEqual({ session: untouched });
    expect(fold(untouched)).toBe('3.uNRJo5IFsbW1AA');
  });
});

describe('a hostile address', () => {
  it('never throws and always says something', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const found = await readHash(`#${text}`, catalogue);
        if (found !== null && 'problem' in found) expect(found.problem.length).toBeGreaterThan(20);
      }),
    ));

  it('may name what every object has: that is no place', async () => {
    for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { place, remark } = await read(`#/pbft/first-light?${word}=1`);
      expect(place).toEqual(NOWHERE);
      expect(remark).toContain(word);
    }
  });

  it('is never opened as something else when letters are lost or changed', () => {
    const data = fold(untouched)?.slice(2) ?? '';
    for (let cut = 0; cut < data.length; cut += 1) {
      expect(unfold(3, data.slice(0, cut))).toHaveProperty('problem');
      const other = data[cut] === 'A' ? 'B' : 'A';
      const changed = unfold(3, data.slice(0, cut) + other + data.slice(cut + 1));
      // The last letter may hold bits that stand for nothing.
      if (cut < data.length - 1) expect(changed).toHaveProperty('problem');
    }
  });

  it.each([
    ['#1.%%%', 'expected a compressed session'],
    ['#2.AAAA', 'expected a compressed session'],
    ['#3.AAAA', 'expected a compressed session'],
    ['#4.abc', 'made by a newer version of this page: expected kind 3 or less, found 4'],
    ['#section-4', 'expected "#/name" or "#3.data", found "#section-4"'],
    ['#/a/b/c', 'of an unknown kind'],
    ['#/../etc', 'of an unknown kind'],
  ])('%s is refused with what was expected', async (hash, words) => {
    expect(await problemOf(hash)).toContain(words);
  });

  it.each([
    ['at=-1', 'expected "at=" and a whole number, found "at=-1"'],
    ['at=5&select=R9x', 'found "select=R9x"'],
    ['at=5&tab=__proto__', 'expected "tab=" and one of'],
    ['at=5&open=%00', 'names of panels'],
    ['at=5&lesson=2', '"lesson", which this page does not know'],
  ])('of %s what makes sense is kept, and the rest is said', async (query, words) => {
    const { source, remark, place } = await read(`#/first-light?${query}`);
    expect(source).toEqual({ kind: 'catalogue', id: 'first-light' });
    expect(remark).toContain(words);
    expect(place.at).toBe(query.startsWith('at=5') ? 5 : null);
  });

  it('does not unfold more than it may', async () => {
    const bomb = deflateSync(strToU8(JSON.stringify('0'.repeat(LINK_LIMITS.bytes + 10))), { level: 9 });
    const data = Buffer.from(bomb).toString('base64url');
    expect(data.length).toBeLessThan(LINK_LIMITS.characters);
    expect(await problemOf(`#1.${data}`)).toContain('damaged');
  });

  it('is not written for what could not be read again', async () => {
    expect(await hashOf({ session: '0'.repeat(LINK_LIMITS.bytes), catalogue, place: NOWHERE })).toBeNull();
    const noise = Array.from({ length: 300_000 }, (_, index) => ((index * 2_654_435_761) % 997) / 7);
    expect(await hashOf({ session: noise, catalogue, place: NOWHERE })).toBeNull();
  });

  it('is refused when it is too long', async () => {
    expect(await problemOf(`#1.${'A'.repeat(LINK_LIMITS.characters + 1)}`)).toContain('too long');
  });
});

const count = fc.nat(99);
const places: fc.Arbitrary<Place> = fc.record({
  at: fc.option(fc.nat(999_999_999)),
  slot: fc.option(count),
  tab: fc.constantFrom(null, 'replica', 'evidence', 'network', 'verdicts'),
  panels: fc.constantFrom(null, ['feed'], ['inspector', 'timeline', 'table']),
  drawer: fc.constantFrom(null, 'why', 'branches', 'search'),
  seat: fc.constantFrom(null, 0, 12),
  beside: fc.constantFrom(null, '2.AbC_-9', 'R3'),
  selection: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('replica' as const), replica: count }),
    fc.record({ kind: fc.constant('event' as const), event: count }),
    count.map((id) => ({ kind: 'client' as const, client: `c${id}` as const })),
    fc
      .tuple(fc.constantFrom('r0>1', 'r12>c0', 'c3>0'), count, fc.constantFrom('', "'"))
      .map(([link, number, copy]) => ({ kind: 'message' as const, id: `${link}#${number}${copy}` })),
  ),
});

describe('a link to a scenario of the catalogue with other numbers', () => {
  const [entry] = catalogue;
  const scenario = { version: 1, id: 'first-light', title: entry?.title, story: entry?.story, seed: 7 };
  const session = (changes: object) => ({
    version: 1,
    session: { scenario: { ...scenario, ...changes }, seed: 7, commands: [] },
  });

  it('goes without title and story, and has them again', async () => {
    const hash = await write(session({}));
    expect(hash).toBe(await write(session({ title: undefined, story: undefined })));
    expect((await read(hash)).source).toEqual({ kind: 'json', value: session({}) });
  });

  it('says its own where they are others', async () => {
    const own = session({ story: ['Another story.'] });
    expect((await read(await write(own))).source).toEqual({ kind: 'json', value: own });
    const other = session({ id: 'somebodys-own' });
    expect((await read(await write(other))).source).toEqual({ kind: 'json', value: other });
  });
});
