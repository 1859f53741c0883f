/**
 * What the pure rooms may not touch: clocks, chance, timers, the machine, inexact arithmetic, waiting. The
 * names are those that biome.json denies, so that there is one list; here they are also found where a linter
 * does not look (`const m = Math`).
 */
import { readFileSync } from 'node:fs';
import { PURE_ROOMS } from '../../../scripts/import-table.mjs';
import { fromRoot } from '../../../scripts/run.mjs';
import { complaint, type Node, nameOf, ownNames, type Source, walk } from '../source.ts';

/** Members of Math whose results IEEE 754 or the language fixes to the bit. */
export const EXACT_MATH = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
];

interface BiomeConfig {
  readonly overrides: readonly {
    readonly includes: readonly string[];
    readonly linter?: {
      readonly rules?: {
        readonly style?: {
          readonly noRestrictedGlobals?: {
            readonly options: { readonly deniedGlobals: Record<string, string> };
          };
        };
      };
    };
  }[];
}

/** The part of biome.json that speaks about the pure rooms. */
export function deniedInPureRooms(): {
  readonly includes: readonly string[];
  readonly globals: Record<string, string>;
} {
  const config = JSON.parse(readFileSync(fromRoot('biome.json'), 'utf8')) as BiomeConfig;
  for (const { includes, linter } of config.overrides) {
    const globals = linter?.rules?.style?.noRestrictedGlobals?.options.deniedGlobals;
    if (globals) return { includes, globals };
  }
  throw new Error('biome.json denies no globals in the pure rooms');
}

export function isPure(path: string): boolean {
  return PURE_ROOMS.some((room) => path.startsWith(`src/${room}/`));
}

/** No denied global, no inexact member of Math, nothing that waits. */
export function pureRoomsArePure(source: Source): readonly string[] {
  if (!isPure(source.path)) return [];
  // Whether a name is the global one is a question of scope, which the linter answers exactly. Here a name
  // that the file gives to anything of its own, such as `self`, is left to it.
  const own = ownNames(source.program);
  const globals = Object.fromEntries(
    Object.entries(deniedInPureRooms().globals).filter(([name]) => !own.has(name)),
  );
  const complaints: string[] = [];
  walk(source.program, (node, parent, key) => {
    const why = waiting(node) ?? inexactMath(node, parent, key) ?? denied(globals, node, parent, key);
    if (why !== null) complaints.push(complaint(source, node.start, why));
  });
  return complaints;
}

function waiting(node: Node): string | null {
  const waits =
    node.type === 'AwaitExpression' || node.async === true || (node.type === 'ForOfStatement' && node.await);
  return waits ? 'nothing below the runtime waits: no async, no await' : null;
}

function inexactMath(node: Node, parent: Node | null, key: string): string | null {
  if (nameOf(node) !== 'Math' || !isReference(parent, key)) return null;
  const isExact =
    parent?.type === 'MemberExpression' &&
    key === 'object' &&
    parent.computed !== true &&
    EXACT_MATH.includes(nameOf(parent.property) ?? '');
  return isExact
    ? null
    : `of Math only ${EXACT_MATH.join(', ')}, each written out: engines may differ in the others`;
}

function denied(
  globals: Record<string, string>,
  node: Node,
  parent: Node | null,
  key: string,
): string | null {
  const name = nameOf(node);
  if (name === null || !Object.hasOwn(globals, name) || !isReference(parent, key)) return null;
  return `no ${name}: ${globals[name]}`;
}

/** True when an identifier stands for a value, not for a property, a label or a type. */
export function isReference(parent: Node | null, key: string): boolean {
  if (parent === null) return true;
  if (parent.type === 'MemberExpression') return key === 'object' || parent.computed === true;
  if (parent.type === 'Property') return key === 'value' || parent.computed === true;
  return (
    !/^(TS|MethodDefinition|PropertyDefinition|Import|Export|Labeled)/.test(parent.type) ||
    isTypedValue(parent)
  );
}

/** Of TypeScript's own nodes, those that wrap a value: `x as T`, `x!`, `x satisfies T`. */
function isTypedValue(parent: Node): boolean {
  return ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(parent.type);
}
