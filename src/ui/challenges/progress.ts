/**
 * Which challenges were solved in this browser. Storage may be absent, full or forbidden; then it lasts for
 * the visit and nobody is told.
 */
const KEY = 'quorumscope.challenges.1';
/** Names that are remembered. */
const MOST = 100;

let solved: readonly string[] | null = null;

export function solvedChallenges(): readonly string[] {
  solved ??= load();
  return solved;
}

export function noteSolved(id: string): void {
  solved = [...new Set([...solvedChallenges(), id])].slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(solved));
  } catch {
    // Private windows and full disks: it lasts for this visit.
  }
}

/** Names out of whatever was stored: what makes no sense is left out. */
function readSolved(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter((id) => typeof id === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(id)).slice(0, MOST);
}

function load(): readonly string[] {
  try {
    return readSolved(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return [];
  }
}
