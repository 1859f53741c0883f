/** `sim grade`: hand-ins are replayed, and the table says what came of each. */
import { expect, it } from 'vitest';
import { sim } from '../../support/fake-cli.ts';

const handIn = (name: string, challenge: string, verdict = 'solved') =>
  JSON.stringify({
    version: 1,
    handIn: {
      name,
      challenge,
      attempts: [{ seed: 42, commands: [] }],
      predictions: { possible: true },
      verdict,
    },
  });

it('prints one line per file, and exits with 1 when one is not solved', async () => {
  const files = { 'ada.json': handIn('Ada', 'stop-progress'), 'bob.json': handIn('Bob', 'fork-with-two') };
  const { code, out, err } = await sim(['grade', 'ada.json', 'bob.json'], files, () => ({
    clients: { submitted: 2, accepted: 0, rejected: 0, latencyMs: { p50: null, p95: null, max: null } },
  }));
  expect(out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'name | challenge | replayed | claimed | predicted possible | because',
    'Ada | stop-progress | solved | solved | yes | 2 requests stay unanswered, and every safety verdict holds',
    expect.stringMatching(
      /^Bob \| fork-with-two \| not solved \| solved \| yes \| agreement is not violated: /,
    ),
    '',
  ]);
  expect(err).toBe('');
  expect(code).toBe(1);
});

it('grades the others when one file is broken, and says what is wrong with it', async () => {
  const { code, out, err } = await sim(['grade', 'x.json', 'ada.json', 'no.json'], {
    'x.json': '{}',
    'ada.json': handIn('Ada', 'fork-with-two'),
  });
  expect(out).toContain('Ada');
  expect(err).toMatch(/^expected the key .* of x\.json\nexpected a hand-in, .* of no\.json\n$/);
  expect(code).toBe(2);
});

it('keeps a name on its line, so that nobody can write lines of the table', async () => {
  const forged = 'Eve\nBob  fork-with-two  solved\u001b[2A\u202eno';
  const { out } = await sim(['grade', 'eve.json'], { 'eve.json': handIn(forged, 'fork-with-two') });
  expect(out.trimEnd().split('\n')).toHaveLength(2);
  expect(out).toContain('Eve Bob  fork-with-two  solved [2A no');
});
