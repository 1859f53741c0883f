/**
 * The linter and dependency-cruiser, on planted files in a folder of their own: a configuration that has
 * stopped working would otherwise look like a clean house.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PURE_ROOMS } from '../../scripts/import-table.mjs';
import { fromRoot } from '../../scripts/run.mjs';

const CONFIGURATION = ['biome.json', '.gitignore', '.dependency-cruiser.mjs', 'scripts', 'package.json'];
const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const CRUISER = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quorumscope-'));
  for (const name of CONFIGURATION) cpSync(fromRoot(name), join(folder, name), { recursive: true });
  symlinkSync(fromRoot('node_modules'), join(folder, 'node_modules'), 'junction');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter', () => {
  const planted = [
    'const t = Date.now();',
    'const t = performance.now();',
    'setTimeout(() => 1, 1);',
    'const x = Math.random();',
    ...['log', 'exp', 'pow', 'sin', 'cos'].map((name) => `const x = Math.${name}(2, 3);`),
    "const x = Math['random']();",
    'const { random } = Math;',
    "const x = 'a'.localeCompare('b');",
    'const x = (3).toLocaleString();',
    'const x = globalThis;',
  ];

  test.each(PURE_ROOMS)('denies clocks, chance and inexact arithmetic in %s', (room) => {
    const paths = planted.map((text, index) =>
      plant(`src/${room}/planted${index}.ts`, `export ${declared(text)}\n`),
    );
    const { output } = run(BIOME, ['lint', '--max-diagnostics=none', '--colors=off', `src/${room}`]);
    expect(paths.filter((path) => !output.includes(path))).toEqual([]);
  });

  test('leaves clocks to the runtime and the page', () => {
    plant('src/runtime/planted.ts', 'export const t = Date.now() + performance.now() + Math.random();\n');
    expect(run(BIOME, ['lint', 'src/runtime']).code).toBe(0);
  });

  test.each(['export const x: any = 1;\n', 'export default 1;\n', "export * from './x.ts';\n"])(
    'denies everywhere: %s',
    (text) => {
      plant('src/ui/planted.ts', text);
      expect(run(BIOME, ['lint', 'src/ui']).code).not.toBe(0);
    },
  );
});

describe('dependency-cruiser', () => {
  test('sees what the table does not allow, cycles, and nothing else', () => {
    plant('src/kernel/ids.ts', 'export type A = 1;\nexport const a = 1;\n');
    plant('src/kernel/bad.ts', "import '../ledger/ok.ts';\nimport '@noble/hashes/sha2.js';\n");
    plant('src/ledger/ok.ts', "import { a } from '../kernel/ids.ts';\nexport const b = a;\n");
    plant('src/ledger/bad.ts', "import 'node:fs';\n");
    plant(
      'src/ui/ok.tsx',
      "import type { A } from '../kernel/ids.ts';\nimport 'react';\nexport type B = A;\n",
    );
    plant('src/ui/bad.tsx', "import { a } from '../kernel/ids.ts';\nexport const b = a;\n");
    plant('src/sim/one.ts', "import type { T } from './two.ts';\nexport type S = T;\n");
    plant('src/sim/two.ts', "import type { S } from './one.ts';\nexport type T = S;\n");
    const { output } = run(CRUISER, ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src']);
    expect(violationsIn(output)).toEqual([
      'kernel-imports: src/kernel/bad.ts -> @noble/hashes/sha2.js',
      'kernel-imports: src/kernel/bad.ts -> src/ledger/ok.ts',
      'ledger-imports: src/ledger/bad.ts -> fs',
      'no-cycle: src/sim/one.ts -> src/sim/two.ts',
      'ui-imports-types: src/ui/bad.tsx -> src/kernel/ids.ts',
    ]);
  });
});

function plant(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return path;
}

/** Statements cannot be exported; wrap them. */
function declared(text: string): string {
  return text.startsWith('const') ? text : `const f = () => { ${text} };`;
}

function run(
  tool: string,
  args: readonly string[],
): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fromRoot(tool), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, output: stdout + stderr };
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

function violationsIn(json: string): readonly string[] {
  const { summary } = JSON.parse(json) as { summary: { violations: readonly Violation[] } };
  return summary.violations
    .map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to.replace(/^.*node_modules\//, '')}`)
    .sort();
}
