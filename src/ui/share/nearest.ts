/** The name that was probably meant: least edits away, for "did you mean". */

/** Null when nothing is near: more than half of the letters would have to change. */
export function nearest(name: string, names: readonly string[]): string | null {
  let found: string | null = null;
  let least = Math.ceil(name.length / 2) + 1;
  for (const candidate of names) {
    const distance = editsBetween(name.slice(0, LETTERS_MOST), candidate.slice(0, LETTERS_MOST));
    if (distance < least) [found, least] = [candidate, distance];
  }
  return found;
}

const LETTERS_MOST = 60;

/** Letters put in, left out or changed (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
