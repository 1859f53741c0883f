/**
 * The import rules as dependency-cruiser reads them, made from scripts/import-table.mjs. Per row: nothing but
 * what it names, types only where it says so. And for all: no cycles (type imports count), nothing that
 * cannot be resolved.
 */
import { IMPORT_TABLE, isTypesOnly, ownRoom, patternOf } from './scripts/import-table.mjs';

/** What a `*` in a target repeats: the group that the row's own path captured. */
const SAME = '$1';

export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file in two places: move what both need below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolves',
      comment: 'An import leads nowhere: a wrong path, or a package that package.json does not name.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-in-the-table',
      comment: 'A file in src/ that no row of scripts/import-table.mjs rules over.',
      severity: 'error',
      from: { path: '^src/', pathNot: IMPORT_TABLE.map((row) => pathOf(row.files)) },
      to: {},
    },
    ...IMPORT_TABLE.flatMap(rulesOf),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type imports count as well: the table says where they alone are allowed.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

function rulesOf(row, index) {
  const from = {
    path: pathOf(row.files),
    pathNot: IMPORT_TABLE.slice(0, index).map((earlier) => pathOf(earlier.files)),
  };
  const targets = row.alone ? row.rooms : [ownRoom(row), ...row.rooms];
  // A row without a star captures nothing, so a star in its targets stands for any folder.
  const star = row.files.includes('*') ? SAME : '[^/]+';
  const allowed = targets.map((entry) => pathOf(entry, star));
  const builtins = row.packages.some((name) => name === 'node:*' || name === '*');
  const rules = [
    {
      name: `${row.files}-imports`,
      comment: `${row.files} may import ${[...targets, ...row.packages].join(', ')} and nothing else.`,
      severity: 'error',
      from,
      to: {
        pathNot: [...allowed, ...row.packages.map(packagePath)],
        ...(builtins ? { dependencyTypesNot: ['core'] } : {}),
      },
    },
  ];
  const typesOnly = row.rooms.filter(isTypesOnly).map((entry) => pathOf(entry));
  if (typesOnly.length === 0) return rules;
  rules.push({
    name: `${row.files}-imports-types`,
    comment: `${row.files} may import types alone from there: write \`import type\`.`,
    severity: 'error',
    from,
    to: { path: typesOnly, dependencyTypesNot: ['type-only', 'type-import'] },
  });
  return rules;
}

function pathOf(entry, star) {
  return `^src/${patternOf(entry, star)}`;
}

/** Packages resolve into node_modules, their types sometimes into @types. */
function packagePath(name) {
  if (name === '*') return '(^|/)node_modules/';
  const typesName = name.replace(/^@/, '').replace('/', '__');
  return `(^|/)node_modules/(${name}|@types/${typesName})/`;
}
