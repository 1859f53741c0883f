/** What the build says of a version, and which versions stay when a new one comes. */

export interface Manifest {
  /** The digest of all files. */
  readonly version: string;
  /** Path below the page's folder ('./' is the page itself), and `sha256-…` of its content. */
  readonly files: readonly (readonly [path: string, integrity: string])[];
}

/** Versions that are kept: the one in use, and as many before it. */
const STAYING = 3;

/** Names of the caches that stay. The newest were made last, and the one in use is always among them. */
export function newestOf(names: readonly string[], inUse: string): readonly string[] {
  const others = names.filter((name) => name !== inUse);
  return [...others.slice(-(STAYING - 1)), inUse];
}
