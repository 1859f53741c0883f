/**
 * Who may import whom: the one table that dependency-cruiser, the architecture test and CONTRIBUTING.md read.
 * Whatever a row does not name is an error. The first row whose files match a path rules over it.
 */

/**
 * @typedef {object} Row
 * @property {string} files a path below src/: a folder, or one file; `*` stands for one folder name
 * @property {readonly string[]} rooms folders or files it may import, besides its own room; `name (types)`
 * allows
 *   `import type` only; `*` repeats the folder name that `files` matched
 * @property {readonly string[]} packages packages it may import, `node:*` for Node's own modules
 * @property {boolean} [alone] true when the rest of its own room is not allowed
 */

/** The rooms whose code is a pure function of its arguments: no clock, no chance, no timers, no machine. */
export const PURE_ROOMS = [
  'kernel',
  'ledger',
  'replica',
  'protocols',
  'sim',
  'check',
  'projection',
  'scenarios',
];

/** @type {readonly Row[]} */
export const IMPORT_TABLE = [
  { files: 'kernel/hash.ts', rooms: ['kernel'], packages: ['@noble/hashes', '@noble/curves'] },
  { files: 'kernel/authenticator.ts', rooms: ['kernel'], packages: ['@noble/hashes', '@noble/curves'] },
  { files: 'kernel', rooms: [], packages: [] },
  { files: 'ledger', rooms: ['kernel'], packages: [] },
  { files: 'replica', rooms: ['kernel'], packages: ['xstate'] },
  {
    files: 'protocols/registry.ts',
    rooms: ['kernel', 'protocols/*/index.ts', 'replica/behaviours/house.ts'],
    packages: [],
    alone: true,
  },
  { files: 'protocols/shared', rooms: ['kernel', 'replica'], packages: ['xstate'] },
  {
    // A verdict shares no code with what it judges.
    files: 'protocols/*/properties.ts',
    rooms: ['kernel', 'protocols/*/types.ts', 'protocols/*/properties'],
    packages: [],
    alone: true,
  },
  { files: 'protocols/*/properties', rooms: ['kernel', 'protocols/*/types.ts'], packages: [] },
  { files: 'protocols/*', rooms: ['kernel', 'replica', 'protocols/shared'], packages: ['xstate'] },
  { files: 'sim', rooms: ['kernel'], packages: [] },
  { files: 'check', rooms: ['kernel', 'sim'], packages: [] },
  { files: 'projection', rooms: ['kernel'], packages: [] },
  {
    files: 'scenarios',
    rooms: ['kernel', 'sim (types)'],
    packages: ['valibot', '@valibot/to-json-schema', 'papaparse', 'jsonc-parser', 'fflate'],
  },
  {
    files: 'runtime',
    rooms: [
      'kernel',
      'ledger',
      'replica',
      'protocols/registry.ts',
      'sim',
      'check',
      'scenarios',
      'projection',
    ],
    packages: ['fflate'],
  },
  {
    files: 'ui',
    rooms: ['projection', 'scenarios', 'runtime/client.ts', 'runtime/api.ts (types)', 'kernel (types)'],
    packages: [
      'react',
      'react-dom',
      'd3',
      'zustand',
      'xstate',
      '@xstate/react',
      'radix-ui',
      'lucide-react',
      '@tanstack/react-virtual',
      'fflate',
      'idb',
    ],
  },
  { files: 'cli', rooms: ['kernel', 'runtime', 'check', 'scenarios', 'projection'], packages: ['node:*'] },
  // The service worker is a program of its own: it shares nothing with the page that it keeps.
  { files: 'sw', rooms: [], packages: [] },
  { files: 'main.tsx', rooms: ['*'], packages: ['*'] },
];

/**
 * The row that rules over a file, or null when there is none.
 * @param {string} path below src/, with forward slashes
 * @returns {Row | null}
 */
export function rowOf(path) {
  return IMPORT_TABLE.find((row) => matcherOf(row.files).test(path)) ?? null;
}

/**
 * The regular expression source for a table entry, to be put after `^src/` or `^`. A `*` in `files` becomes a
 * group; a `*` in a target becomes what `star` says.
 * @param {string} entry
 * @param {string} [star]
 */
export function patternOf(entry, star = '([^/]+)') {
  if (entry === '*') return '';
  const path = entry.replace(' (types)', '').replaceAll('.', '\\.').replace('*', star);
  return path.endsWith('\\.ts') || path.endsWith('\\.tsx') ? `${path}$` : `${path}/`;
}

/**
 * @param {string} entry
 * @param {string} [star]
 */
export function matcherOf(entry, star) {
  return new RegExp(`^${patternOf(entry, star)}`);
}

/**
 * The room a row's own files live in, which they may import freely unless the row says `alone`.
 * @param {Row} row
 */
export function ownRoom(row) {
  return row.files.replace(/\/[^/]+\.tsx?$/, '');
}

/** @param {string} entry */
export function isTypesOnly(entry) {
  return entry.endsWith(' (types)');
}

/** The table as CONTRIBUTING.md shows it. */
export function importTableAsMarkdown() {
  const rows = IMPORT_TABLE.map((row) => {
    const rooms = row.rooms.map((room) => (room === '*' ? 'everything' : `\`${room}\``));
    const packages = row.packages.filter((name) => name !== '*').map((name) => `\`${name}\``);
    return `| \`${row.files}\` | ${rooms.join(', ') || '–'} | ${packages.join(', ') || '–'} |`;
  });
  return ['| files | may import, besides its own room | packages |', '|---|---|---|', ...rows].join('\n');
}
