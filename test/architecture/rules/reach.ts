/**
 * Which files something leads to: from the page, from the command line, from the service worker, and from
 * them to the workers they start.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fromRoot } from '../../../scripts/run.mjs';
import type { Source } from '../source.ts';
import { targetOf } from './imports.ts';

export const ENTRIES = ['src/main.tsx', 'src/cli/main.ts', 'src/sw/sw.ts'];

/** The paths that no entry leads to. `styles` are paths of style sheets, which may import each other. */
export function orphans(sources: readonly Source[], styles: readonly string[] = []): readonly string[] {
  const leadsTo = new Map<string, readonly string[]>([
    ...sources.map((source) => [source.path, targetsOf(source)] as const),
    ...styles.map((path) => [path, styleTargets(path)] as const),
  ]);
  const reached = new Set<string>();
  const waiting = [...ENTRIES];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(leadsTo.get(path) ?? []));
  }
  // A declaration file is for the type checker, which finds it by itself.
  return [...leadsTo.keys()].filter((path) => !reached.has(path) && !path.endsWith('.d.ts'));
}

function targetsOf(source: Source): readonly string[] {
  return source.imports.map((one) => targetOf(source, one.specifier)).filter((target) => target !== null);
}

function styleTargets(path: string): readonly string[] {
  const text = readFileSync(fromRoot(path), 'utf8');
  return [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, target = '']) =>
    posix.join(posix.dirname(path), target),
  );
}
