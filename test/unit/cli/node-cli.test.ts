/** The real files behind the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeCli } from '../../../src/cli/node-cli.ts';
import { traceLine } from '../../../src/cli/trace-lines.ts';
import { knownForTests } from '../../support/known.ts';

const noRun = () => Promise.reject(new Error('no run expected'));

describe('files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sim-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const cli = createNodeCli(knownForTests, noRun, noRun);
  const at = (name: string): string => join(folder, name);

  it('are read up to a limit, as UTF-8', () => {
    writeFileSync(at('a'), 'grün');
    expect(cli.readText(at('a'), 5)).toEqual({ ok: true, value: 'grün' });
    expect(cli.readText(at('a'), 4)).toEqual({ ok: false, problem: 'found more than 4 bytes' });
    writeFileSync(at('b'), Buffer.from([0xff, 0xfe]));
    expect(cli.readText(at('b'), 9)).toEqual({ ok: false, problem: 'found bytes that are not UTF-8' });
    expect(cli.readText('/dev/zero', 1000)).toEqual({ ok: false, problem: 'found more than 1000 bytes' });
  });

  it('that cannot be read say why', () => {
    expect(cli.readText(at('none'), 9)).toEqual({ ok: false, problem: 'found no such file or folder' });
    expect(cli.readText(folder, 9)).toEqual({ ok: false, problem: 'found a folder' });
    expect(cli.readText(at('a/b'), 9)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no folder'),
    });
  });

  it('are written with their folder', () => {
    expect(cli.writeText(at('new/deep/x.json'), '{}')).toEqual({ ok: true, value: null });
    expect(readFileSync(at('new/deep/x.json'), 'utf8')).toBe('{}');
    expect(cli.writeText(at('a/x.json'), '{}').ok).toBe(false);
  });

  it('of lines are complete when closed', () => {
    const lines = cli.openLines(at('trace.jsonl'));
    if (!lines.ok) throw new Error(lines.problem);
    for (let i = 0; i < 20_000; i++) lines.value.write(`line ${i}`);
    lines.value.close();
    const text = readFileSync(at('trace.jsonl'), 'utf8');
    expect(text.split('\n')).toHaveLength(20_001);
    expect(text.endsWith('line 19999\n')).toBe(true);
    expect(cli.openLines(folder)).toEqual({ ok: false, problem: 'found a folder' });
  });
});

it('a trace line leaves application states out and keeps all else', () => {
  const applied = { kind: 'applied', slot: 1, root: 'aa', snapshot: { accounts: 9n } };
  const line = traceLine({ index: 1, applied: [applied], amount: 5n } as never);
  expect(JSON.parse(line)).toEqual({
    index: 1,
    applied: [{ kind: 'applied', slot: 1, root: 'aa' }],
    amount: '5',
  });
});
