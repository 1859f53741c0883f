/**
 * What makes two replicas' ledgers differ although they ran the same blocks: floating point, orders that come
 * from how a value was built, and state outside the state. These are the bans a syntax tree can show; amounts
 * as bigint and the sorted walk over a Map remain for the reader.
 */
import {
  complaint,
  isMember,
  isNode,
  literalText,
  type Node,
  nameOf,
  nodesIn,
  type Source,
  walk,
} from '../source.ts';
import { isReference } from './purity.ts';

const KEY_LISTS = ['keys', 'values', 'entries'];
const WRAPPERS = [
  'TSAsExpression',
  'ParenthesizedExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
];
const EMPTY_STORES = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'];

export function ledgerIsExact(source: Source): readonly string[] {
  if (!source.path.startsWith('src/ledger/')) return [];
  const complaints: string[] = [];
  const sorted = sortedLists(source.program);
  walk(source.program, (node, parent, key) => {
    const why = arithmetic(node, parent, key) ?? order(node, sorted) ?? hashing(node);
    if (why !== null) complaints.push(complaint(source, node.start, why));
  });
  for (const node of nodesIn(source.program.body)) {
    const why = moduleState(node);
    if (why !== null) complaints.push(complaint(source, node.start, why));
  }
  return complaints;
}

function arithmetic(node: Node, parent: Node | null, key: string): string | null {
  const name = nameOf(node);
  if (name === 'Math' && isReference(parent, key)) return 'no Math in the ledger: amounts are bigint';
  if (name === 'parseFloat' && isReference(parent, key)) return 'no parseFloat: amounts are bigint';
  if (
    node.type === 'BinaryExpression' &&
    node.operator === '**' &&
    !(isBigint(node.left) && isBigint(node.right))
  ) {
    return 'no ** but between bigint literals: engines may differ, and a result may not be exact';
  }
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'Number') return null;
  const [argument] = nodesIn(node.arguments);
  return isSmall(argument) ? null : 'Number() only of what is cut to a few bits: Number(x & 0xffn)';
}

/** `x & 0xffn` or `BigInt.asUintN(32, x)`. */
function isSmall(node: Node | undefined): boolean {
  if (node?.type === 'BinaryExpression' && node.operator === '&')
    return isBigint(node.left) || isBigint(node.right);
  return node?.type === 'CallExpression' && isMember(node.callee, 'asUintN', 'BigInt');
}

function order(node: Node, sorted: ReadonlySet<Node>): string | null {
  if (node.type === 'ForInStatement') return 'no for..in: its order depends on how the object was built';
  if (node.type !== 'CallExpression') return null;
  if (isSort(node) && nodesIn(node.arguments).length === 0) {
    return 'sort needs a comparator: without one it compares as text';
  }
  if (KEY_LISTS.some((list) => isMember(node.callee, list, 'Object')) && !sorted.has(node)) {
    return 'sort what Object.keys gives: Object.keys(x).sort(compare)';
  }
  return isMember(node.callee, 'localeCompare') ? 'no localeCompare: what a locale decides differs' : null;
}

/** What is sorted where it stands, with or without a cast: `(Object.keys(x) as Name[]).sort(compare)`. */
function sortedLists(program: Node): ReadonlySet<Node> {
  const lists = new Set<Node>();
  walk(program, (node) => {
    if (!isSort(node)) return;
    let list = (node.callee as Node).object;
    while (isNode(list) && WRAPPERS.includes(list.type)) list = list.expression;
    if (isNode(list)) lists.add(list);
  });
  return lists;
}

function isSort(node: Node): boolean {
  return (
    node.type === 'CallExpression' && (isMember(node.callee, 'sort') || isMember(node.callee, 'toSorted'))
  );
}

function hashing(node: Node): string | null {
  return node.type === 'CallExpression' && isMember(node.callee, 'stringify', 'JSON')
    ? 'no JSON.stringify: hash the canonical encoding'
    : null;
}

/** State lives in the state: no variable that outlives a call, no empty store that waits to be filled. */
function moduleState(statement: Node): string | null {
  const node = isNode(statement.declaration) ? statement.declaration : statement;
  if (node.type !== 'VariableDeclaration') return null;
  if (node.kind !== 'const') return 'no let or var outside functions: state lives in the state';
  const isStore = nodesIn(node.declarations).some(({ init }) => isNode(init) && isEmptyStore(init));
  return isStore ? 'no empty store outside functions: state lives in the state' : null;
}

function isEmptyStore(node: Node): boolean {
  if (node.type === 'ArrayExpression') return nodesIn(node.elements).length === 0;
  if (node.type !== 'NewExpression') return false;
  return EMPTY_STORES.includes(nameOf(node.callee) ?? '') && nodesIn(node.arguments).length === 0;
}

function isBigint(node: unknown): boolean {
  return (
    isNode(node) && node.type === 'Literal' && literalText(node) === null && typeof node.bigint === 'string'
  );
}
