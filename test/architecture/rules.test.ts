/** Every house rule, on planted text: what it must catch, and what it must leave alone. */
import { describe, expect, test } from 'vitest';
import { importsFollowTheTable } from './rules/imports.ts';
import { ledgerIsExact } from './rules/ledger.ts';
import { pureRoomsArePure } from './rules/purity.ts';
import { orphans } from './rules/reach.ts';
import {
  commentsAreSentences,
  exportsByName,
  fileIsShort,
  functionsAreShort,
  linesAreShort,
  makesNoCodeFromText,
  startsWithHeader,
} from './rules/shape.ts';
import { namesNoProtocol } from './rules/words.ts';
import { type Rule, sourceOf } from './source.ts';

/** Rule, path, text. */
type Planted = readonly [rule: Rule, path: string, text: string];

const uiNamesNone: Rule = (source) => namesNoProtocol(source, ['pbft', 'raft']);

const CAUGHT: readonly Planted[] = [
  [importsFollowTheTable, 'src/kernel/ids.ts', "import { run } from '../sim/engine.ts';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "import { sha256 } from '@noble/hashes/sha2.js';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "import { x } from './other';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "import { x } from '../../test/x.ts';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "export type { X } from '../ledger/x.ts';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "type X = import('../ledger/x.ts').X;"],
  [importsFollowTheTable, 'src/kernel/ids.ts', 'const x = import(name);'],
  [importsFollowTheTable, 'src/elsewhere/x.ts', 'export const x = 1;'],
  [importsFollowTheTable, 'src/ledger/x.ts', "import { readFileSync } from 'node:fs';"],
  [importsFollowTheTable, 'src/cli/x.ts', "import { readFileSync } from 'fs';"],
  [importsFollowTheTable, 'src/protocols/raft/x.ts', "import type { X } from '../pbft/types.ts';"],
  [importsFollowTheTable, 'src/protocols/raft/x.ts', "import { createActor } from 'xstate';"],
  [importsFollowTheTable, 'src/protocols/raft/properties.ts', "import { mayVote } from './rules.ts';"],
  [importsFollowTheTable, 'src/protocols/registry.ts', "import { x } from './raft/rules.ts';"],
  [importsFollowTheTable, 'src/scenarios/x.ts', "import { drawDelay } from '../sim/latency.ts';"],
  [importsFollowTheTable, 'src/ui/x.tsx', "import { quorum } from '../kernel/quorum.ts';"],
  [importsFollowTheTable, 'src/ui/x.tsx', "import { drive } from '../runtime/driver.ts';"],
  [importsFollowTheTable, 'src/runtime/x.ts', "import { pbft } from '../protocols/pbft/index.ts';"],
  [fileIsShort, 'src/ui/x.ts', 'a();\n'.repeat(301)],
  [linesAreShort, 'src/ui/x.ts', `const a = '${'x'.repeat(110)}';`],
  [functionsAreShort, 'src/ui/x.ts', `function f() {\n${'  a();\n'.repeat(59)}}`],
  [functionsAreShort, 'src/ui/x.ts', `const f = () => {\n${'  a();\n'.repeat(59)}};`],
  [functionsAreShort, 'src/ui/x.ts', `class C { m() {\n${'  a();\n'.repeat(59)}} }`],
  [startsWithHeader, 'src/ui/x.ts', 'const a = 1;'],
  [startsWithHeader, 'src/ui/x.ts', '/** */ const a = 1;'],
  [exportsByName, 'src/ui/x.ts', 'export default 1;'],
  [exportsByName, 'src/ui/x.ts', 'const a = 1; export { a as default };'],
  [exportsByName, 'src/ui/x.ts', "export * from './y.ts';"],
  [exportsByName, 'src/ui/x.ts', "export * as y from './y.ts';"],
  [commentsAreSentences, 'src/ui/x.ts', '// TODO: later'],
  [commentsAreSentences, 'src/ui/x.ts', '/* FIXME */'],
  [commentsAreSentences, 'src/ui/x.ts', '// ------------ helpers'],
  [makesNoCodeFromText, 'src/ui/x.ts', "eval('1');"],
  [makesNoCodeFromText, 'src/ui/x.ts', "new Function('return 1');"],
  [pureRoomsArePure, 'src/sim/x.ts', 'const t = Date.now();'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const d = new Date();'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const t = performance.now();'],
  [pureRoomsArePure, 'src/sim/x.ts', 'setTimeout(f, 1);'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const x = Math.random();'],
  [pureRoomsArePure, 'src/sim/x.ts', "const x = Math['random']();"],
  [pureRoomsArePure, 'src/sim/x.ts', 'const { random } = Math;'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const m = Math;'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const x = (Math as never).random();'],
  ...['log', 'exp', 'pow', 'sin', 'cos'].map(
    (name): Planted => [pureRoomsArePure, 'src/sim/x.ts', `const x = values.map(Math.${name});`],
  ),
  [pureRoomsArePure, 'src/sim/x.ts', 'async function f() {}'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const f = async () => 1;'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const x = { now: Date };'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const x = globalThis;'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = Math.floor(1.5);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = base ** 2n;'],
  [ledgerIsExact, 'src/ledger/x.ts', "const x = parseFloat('1');"],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = Number(amount);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'for (const key in object) f(key);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = list.sort();'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = Object.keys(object);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'for (const x of Object.entries(object)) f(x);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = a.localeCompare(b);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = JSON.stringify(state);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'let count = 0;'],
  [ledgerIsExact, 'src/ledger/x.ts', 'export const cache = new Map();'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const seen: string[] = [];'],
  [uiNamesNone, 'src/ui/x.tsx', "if (protocol === 'pbft') f();"],
  [uiNamesNone, 'src/ui/x.tsx', 'const x = <p>Raft elects a leader</p>;'],
  [uiNamesNone, 'src/ui/x.tsx', 'const x = `four replicas of PBFT`;'],
];

const LEFT_ALONE: readonly Planted[] = [
  [importsFollowTheTable, 'src/kernel/hash.ts', "import { sha256 } from '@noble/hashes/sha2.js';"],
  [importsFollowTheTable, 'src/kernel/ids.ts', "import { x } from './other.ts';"],
  [importsFollowTheTable, 'src/protocols/raft/x.ts', "import { setup } from 'xstate'; import './rules.ts';"],
  [importsFollowTheTable, 'src/protocols/raft/x.ts', "import type { AnyStateMachine } from 'xstate';"],
  [importsFollowTheTable, 'src/protocols/raft/properties.ts', "import type { Vote } from './types.ts';"],
  [importsFollowTheTable, 'src/protocols/registry.ts', "import { raft } from './raft/index.ts';"],
  [importsFollowTheTable, 'src/scenarios/x.ts', "import type { Delay } from '../sim/latency.ts';"],
  [importsFollowTheTable, 'src/scenarios/x.ts', "import { type Delay } from '../sim/latency.ts';"],
  [importsFollowTheTable, 'src/ui/x.tsx', "import { createClient } from '../runtime/client.ts';"],
  [importsFollowTheTable, 'src/ui/x.tsx', "import type { Move } from '../runtime/api.ts';"],
  [importsFollowTheTable, 'src/ui/x.tsx', "import { createRoot } from 'react-dom/client'; import './x.css';"],
  [importsFollowTheTable, 'src/cli/x.ts', "import { readFileSync } from 'node:fs';"],
  [importsFollowTheTable, 'src/main.tsx', "import { App } from './ui/App.tsx'; import 'react';"],
  [fileIsShort, 'src/ui/x.ts', 'a();\n'.repeat(300)],
  [functionsAreShort, 'src/ui/x.ts', `function f() {\n${'  a();\n'.repeat(58)}}`],
  [startsWithHeader, 'src/ui/x.ts', '/**\n * What this is for.\n */\nconst a = 1;'],
  [exportsByName, 'src/ui/x.ts', "export { a } from './y.ts'; export const b = 1;"],
  [commentsAreSentences, 'src/ui/x.ts', '// TODO #12: the other half'],
  [commentsAreSentences, 'src/ui/x.ts', '/*  r0 ──▶ r1  */'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const x = Math.floor(Math.min(1.5, value.log));'],
  [pureRoomsArePure, 'src/sim/x.ts', 'const { self } = ctx; f(self, view.document, { process: 1 });'],
  [pureRoomsArePure, 'src/sim/x.ts', 'type Results = number | Promise<number>;'],
  [pureRoomsArePure, 'src/runtime/x.ts', 'const t = performance.now(); async function f() {}'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const scale = 10n ** 36n; const byte = Number(x & 0xffn);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = Object.keys(object).sort(compare); list.toSorted(compare);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const x = (Object.keys(object) as Name[]).sort(compare);'],
  [ledgerIsExact, 'src/ledger/x.ts', 'const codes = new Map([[1, "E_DECODE"]]);'],
  [
    ledgerIsExact,
    'src/ledger/x.ts',
    'function f() { let count = 0; const seen = new Set(); g(count, seen); }',
  ],
  [ledgerIsExact, 'src/sim/x.ts', 'let count = 0;'],
  [uiNamesNone, 'src/ui/x.tsx', "const x = 'a draft of a craft';"],
  [uiNamesNone, 'src/protocols/pbft/x.ts', "const id = 'pbft';"],
];

describe('caught', () => {
  test.each(CAUGHT.map(([rule, path, text]) => ({ name: rule.name || 'uiNamesNone', rule, path, text })))(
    '$name: $path: $text',
    ({ rule, path, text }) => expect(rule(sourceOf(path, text))).not.toEqual([]),
  );
});

describe('left alone', () => {
  test.each(LEFT_ALONE.map(([rule, path, text]) => ({ name: rule.name || 'uiNamesNone', rule, path, text })))(
    '$name: $path: $text',
    ({ rule, path, text }) => expect(rule(sourceOf(path, text))).toEqual([]),
  );
});

describe('orphans', () => {
  const main = sourceOf('src/main.tsx', "import './ui/App.tsx';");
  const app = sourceOf(
    'src/ui/App.tsx',
    "import type { X } from './x.ts'; const later = import('./later.ts');",
  );
  const x = sourceOf('src/ui/x.ts', "new Worker(new URL('./x.worker.ts', import.meta.url));");
  const later = sourceOf('src/ui/later.ts', '');
  const worker = sourceOf('src/ui/x.worker.ts', '');

  test('are files that nothing leads to', () => {
    const alone = sourceOf('src/ui/alone.ts', "import './App.tsx';");
    expect(orphans([main, app, x, later, worker, alone])).toEqual(['src/ui/alone.ts']);
  });

  test('are not those led to by types, later imports and workers', () => {
    expect(orphans([main, app, x, later, worker])).toEqual([]);
  });
});
