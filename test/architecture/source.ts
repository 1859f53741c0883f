/**
 * The sources as the tidy tests see them: text, syntax tree, comments and imports, from files or from a
 * planted string. A rule is a function from one source to its complaints, so that every rule can be shown to
 * fail.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type ParseResult, parseSync } from 'rolldown/utils';
import { fromRoot } from '../../scripts/run.mjs';

export interface Source {
  /** From the project's folder, with forward slashes: `src/kernel/ids.ts`. */
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly comments: ParseResult['comments'];
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Names of values; empty for types, side effects and `import()`. */
  readonly values: readonly string[];
  readonly typesOnly: boolean;
  /** `url`: `new URL('./x.ts', import.meta.url)`, how a worker is named. */
  readonly kind: 'static' | 'dynamic' | 'type' | 'url';
}

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export type Rule = (source: Source) => readonly string[];

/** All files below a folder whose names end so, sorted. */
export function filesBelow(folder: string, endings: readonly string[]): readonly string[] {
  return readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

/** Every TypeScript file of the product. */
export function productSources(): readonly Source[] {
  return filesBelow('src', ['.ts', '.tsx']).map((path) =>
    sourceOf(path, readFileSync(fromRoot(path), 'utf8')),
  );
}

/** A source from its text; `path` need not exist. */
export function sourceOf(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const program = parsed.program as unknown as Node;
  return { path, text, program, comments: parsed.comments, imports: importsOf(program) };
}

/** `path:line`, and what is wrong there. */
export function complaint(source: Source, at: number, what: string): string {
  return `${source.path}:${lineOf(source.text, at)}: ${what}`;
}

export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** Calls `visit` for every node below `node`, itself included, with its parent and the key it hangs on. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | null, key: string) => void,
  parent: Node | null = null,
  key = '',
): void {
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node, name);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The text of a string literal, null for anything else. */
export function literalText(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** True for `object.property` written out, with any object when none is named. */
export function isMember(node: unknown, property: string, object?: string): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression' || node.computed === true) return false;
  return nameOf(node.property) === property && (object === undefined || nameOf(node.object) === object);
}

/** An identifier's name, null for anything else. */
export function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === 'Identifier' ? (node.name as string) : null;
}

export function nodesIn(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The names a file gives to its own variables, parameters, functions and imports, wherever they stand. */
export function ownNames(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (pattern: unknown) => {
    if (!isNode(pattern)) return;
    walk(pattern, (node, parent, key) => {
      const name = nameOf(node);
      if (name !== null && !(parent?.type === 'Property' && key === 'key')) names.add(name);
    });
  };
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') collect(node.id);
    if (/^(Function|ArrowFunction|Class)/.test(node.type)) collect(node.id);
    for (const parameter of nodesIn(node.params)) collect(parameter);
    if (/^Import\w*Specifier$/.test(node.type)) collect(node.local);
  });
  return names;
}

function importsOf(program: Node): readonly Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    const one = importOf(node);
    if (one) found.push(one);
  });
  return found;
}

function importOf(node: Node): Import | null {
  const specifier = literalText(node.source) ?? '';
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier, kind: 'static', ...importedNames(node, 'importKind', 'imported') };
    case 'ExportAllDeclaration':
      return { specifier, kind: 'static', values: ['*'], typesOnly: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      if (!node.source) return null;
      return { specifier, kind: 'static', ...importedNames(node, 'exportKind', 'local') };
    case 'ImportExpression':
      return { specifier, kind: 'dynamic', values: [], typesOnly: false };
    case 'TSImportType':
      return { specifier, kind: 'type', values: [], typesOnly: true };
    case 'NewExpression':
      return workerAddress(node);
    default:
      return null;
  }
}

/** The value names of an import or a re-export; it is one of types when it names only types. */
function importedNames(node: Node, kindKey: string, nameKey: string): Pick<Import, 'values' | 'typesOnly'> {
  const parts = nodesIn(node.specifiers);
  const isType = (part: Node) => part[kindKey] === 'type';
  const values = parts
    .filter((part) => !isType(part))
    .map((part) => nameOf(part[nameKey]) ?? (part.type === 'ImportDefaultSpecifier' ? 'default' : '*'));
  if (isType(node)) return { values: [], typesOnly: true };
  return { values, typesOnly: parts.length > 0 && values.length === 0 };
}

function workerAddress(node: Node): Import | null {
  const [first, second] = nodesIn(node.arguments);
  const specifier = literalText(first);
  const base = isMember(second, 'url') ? second?.object : null;
  const isOwnAddress = isNode(base) && base.type === 'MetaProperty';
  if (nameOf(node.callee) !== 'URL' || specifier === null || !isOwnAddress) return null;
  return { specifier, kind: 'url', values: [], typesOnly: false };
}
