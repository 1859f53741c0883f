/** A lie as commands: who hears what, and whose votes go along with it. */
import { expect, it } from 'vitest';
import type { LieField } from '../../src/kernel/lie.ts';
import type { LieSheet } from '../../src/runtime/api.ts';
import { type Composing, liesToTell, newComposing, notYet, votesAlong } from '../../src/ui/lies/composing.ts';

const digest = (values: readonly string[]): LieField => ({
  field: 'digest',
  value: 'c0/2',
  text: 'request 2 of c0',
  edit: { kind: 'choice', choices: values.map((value) => ({ value, text: value })) },
  cannot: null,
});
const vote = (replica: number, type: string, values = ['c0/1', 'c0/2']) => ({
  replica,
  type,
  view: 0,
  slot: 2,
  fields: [digest(values)],
});
const sheet: LieSheet = {
  replica: 0,
  types: ['PRE-PREPARE'],
  type: 'PRE-PREPARE',
  view: 0,
  slot: 2,
  text: '',
  to: [1, 2, 3],
  fields: [digest(['c0/1', 'c0/2'])],
  votes: [vote(0, 'COMMIT'), vote(1, 'PREPARE'), vote(1, 'COMMIT'), vote(2, 'PREPARE', ['c0/2'])],
};
const forked: Composing = {
  ...newComposing(0),
  hears: { 3: 'B' },
  edits: { digest: 'c0/1' },
  along: [0, 1],
};

it('one command per liar: the lie, and the votes for it towards whoever hears it', () => {
  const message = { view: 0, slot: 2 };
  const versions = [{ to: [3], edits: { digest: 'c0/1' } }];
  expect(liesToTell(forked, sheet, null, 4)).toEqual([
    {
      do: 'behave',
      replica: 0,
      as: 'tell',
      lies: [
        { type: 'PRE-PREPARE', ...message, versions },
        { type: 'COMMIT', ...message, versions },
      ],
    },
    {
      do: 'behave',
      replica: 1,
      as: 'tell',
      lies: [
        { type: 'PREPARE', ...message, versions },
        { type: 'COMMIT', ...message, versions },
      ],
    },
  ]);
  expect(liesToTell({ ...forked, along: [] }, sheet, null, 4)).toHaveLength(1);
});

it('offers no votes that cannot say it, none of those who hear B, and none before B says something', () => {
  const offered = (composing: Composing) => votesAlong(composing, sheet).map(({ replica }) => replica);
  expect(offered(forked)).toEqual([0, 1]);
  expect(offered({ ...forked, hears: { 1: 'B' } })).toEqual([0]);
  expect(offered({ ...forked, edits: {} })).toEqual([]);
});

it('says why it is no lie yet', () => {
  expect(notYet(newComposing(0), 4)).toMatch(/^Everybody hears the honest version/);
  expect(notYet({ ...forked, edits: {} }, 4)).toMatch(/^Version B says the same/);
  expect(notYet({ ...newComposing(0), hears: { 2: 'nothing' } }, 4)).toBeNull();
  expect(notYet(forked, 4)).toBeNull();
});

it('nobody votes along for what nobody hears', () => {
  const unheard: Composing = { ...forked, hears: { 3: 'nothing' } };
  expect(notYet(unheard, 4)).toBeNull();
  expect(votesAlong(unheard, sheet)).toEqual([]);
  expect(liesToTell(unheard, sheet, null, 4)).toEqual([
    { do: 'behave', replica: 0, as: 'tell', lies: [{ type: 'PRE-PREPARE', view: 0, slot: 2, nothing: [3] }] },
  ]);
});
