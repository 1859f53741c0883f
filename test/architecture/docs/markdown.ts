/**
 * Markdown as the tests of the documents see it: blocks, code spans, links, fenced examples. Rules are
 * functions from text to complaints, so that each can be shown to fail on planted text.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { fromRoot } from '../../../scripts/run.mjs';
import { filesBelow } from '../source.ts';

export interface Document {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Fence {
  readonly language: string;
  readonly text: string;
}

export function readDocument(path: string): Document {
  return { path, text: readFileSync(fromRoot(path), 'utf8') };
}

/** Examples between fences, in order. */
export function fencesOf(text: string): readonly Fence[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => {
    return { language, text: body };
  });
}

export function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** Paragraphs, list items and rows of tables: what belongs together when a name stands beside a file. */
export function blocksOf(text: string): readonly string[] {
  return withoutFences(text)
    .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)|\n(?=\|)/)
    .filter((block) => block.trim() !== '');
}

export function codeSpans(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
}

/** Code spans that name a file or folder of this project. */
export function pathsIn(text: string): readonly string[] {
  return codeSpans(text).filter((span) => /^(?:src|test|docs|scripts|public|\.ci)\/[\w.*/-]*$/.test(span));
}

/** The files that a path means; a `*` stands for any name. */
export function filesFor(path: string): readonly string[] {
  if (!path.includes('*')) return existsSync(fromRoot(path)) ? [path] : [];
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`);
  return filesBelow(posix.dirname(path.slice(0, path.indexOf('*') + 1)), ['']).filter((file) =>
    pattern.test(file),
  );
}

/** Paths that name nothing; `rooms` are patterns of the import table, which may stand for files to come. */
export function missingPaths(
  { path: document, text }: Document,
  rooms: readonly string[] = [],
): readonly string[] {
  return pathsIn(text)
    .filter((path) => filesFor(path).length === 0 && !rooms.includes(path))
    .map((path) => `${document}: there is no ${path}`);
}

/** Names in code spans that stand in one block with files, and in none of these files. */
export function missingNames({ path: document, text }: Document): readonly string[] {
  return blocksOf(text).flatMap((block) => {
    const paths = pathsIn(block).filter((path) => filesFor(path).some(isFile));
    if (paths.length === 0) return [];
    const sources = paths.flatMap(filesFor).filter(isFile).map(readText).join('\n');
    return namesIn(block)
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))
      .map((name) => `${document}: ${name} is not in ${paths.join(', ')}`);
  });
}

/** `name`, `name()`, `Type.name`: the last part of each; files and rooms are no names. */
function namesIn(block: string): readonly string[] {
  return codeSpans(block)
    .filter((span) => /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?$/.test(span))
    .filter((span) => !/\.(?:tsx?|mjs|html|json|md)$/.test(span) && !existsSync(fromRoot(`src/${span}`)))
    .map((span) => span.replace('()', '').split('.').at(-1) ?? '');
}

/** Links to files that do not exist, or to headings that no document has. */
export function brokenLinks({ path: document, text }: Document): readonly string[] {
  return [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^https?:/.test(target)) return [];
    const [file = '', heading] = target.split('#');
    const path = file === '' ? document : posix.join(dirname(document), file);
    if (!existsSync(fromRoot(path))) return [`${document}: the link to ${target} leads nowhere`];
    const isThere = heading === undefined || headingsOf(readText(path)).includes(heading);
    return isThere ? [] : [`${document}: ${path} has no heading #${heading}`];
  });
}

/** As a link names them. */
export function headingsOf(text: string): readonly string[] {
  return [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Scripts that `npm` is told to run and package.json does not have. */
export function missingScripts({ path, text }: Document, scripts: readonly string[]): readonly string[] {
  const own = new Set(['ci', 'install', ...scripts]);
  return [...text.matchAll(/\bnpm (?:run )?(?:--silent )?([a-z][\w-]*)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !own.has(name))
    .map((name) => `${path}: there is no script ${name}`);
}

/** Lines of prose that are too long; tables and links cannot be wrapped. */
export function longLines({ path, text }: Document, most: number): readonly string[] {
  return withoutFences(text)
    .split('\n')
    .filter((line) => line.length > most && !line.startsWith('|') && /\s/.test(line.trim()))
    .map((line) => `${path}: ${line.length} characters: ${line.slice(0, 40)}`);
}

function isFile(path: string): boolean {
  return statSync(fromRoot(path)).isFile();
}

function readText(path: string): string {
  return readFileSync(fromRoot(path), 'utf8');
}
