/** The command line's outside in Node: files, streams and the clock. */
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { accept, type Checked, refuse } from '../scenarios/problem.ts';
import type { Known } from '../scenarios/types.ts';
import type { Cli, Lines, Minimise, RunScenario } from './cli.ts';

export function createNodeCli(known: Known, runScenario: RunScenario, minimise: Minimise): Cli {
  return {
    known,
    runScenario,
    minimise,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readText: (path, mostBytes) => attempt(() => readText(path, mostBytes)),
    writeText: (path, text) => attempt(() => writeText(path, text)),
    openLines: (path) => attempt(() => accept(createLines(openSync(path, 'w')))),
    now: () => performance.now(),
  };
}

/** Reads in pieces, so that an endless file ends at the limit. */
function readText(path: string, mostBytes: number): Checked<string> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= mostBytes; length += read) {
      read = readSync(file, buffer, length, buffer.length - length, null);
    }
    if (length > mostBytes) return refuse(`found more than ${mostBytes} bytes`);
    return decode(buffer.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

function decode(bytes: Buffer): Checked<string> {
  try {
    return accept(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return refuse('found bytes that are not UTF-8');
  }
}

function writeText(path: string, text: string): Checked<null> {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return accept(null);
}

/** Characters gathered before they are written. */
const pieceLength = 65_536;

function createLines(file: number): Lines {
  let piece = '';
  const flush = (): void => {
    writeFileSync(file, piece);
    piece = '';
  };
  return {
    write(line) {
      piece += `${line}\n`;
      if (piece.length >= pieceLength) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

/** What the file system refuses, in words. */
function attempt<T>(action: () => Checked<T>): Checked<T> {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refuse(`found ${reasons[code] ?? `a file that cannot be used (${code})`}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'a folder',
  ENOTDIR: 'a path through something that is no folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a file system that is read-only',
  ENAMETOOLONG: 'a name that is too long',
  EEXIST: 'another file of that name',
};
