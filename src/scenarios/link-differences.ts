/**
 * A changed scenario as what differs from the one it was made of: a merge patch (RFC 7396), in which null
 * takes a member away and a list stands for the whole list. What a patch cannot say exactly is not made one.
 */

/** Null where no patch leads from `base` to exactly `whole`, member order apart. */
export function differences(base: unknown, whole: unknown): unknown {
  const patch = patchOf(base, whole) ?? {};
  return isSame(patched(base, patch), whole) ? patch : null;
}

/** Goes no deeper than `base` does, however deep a foreign patch is. */
export function patched(base: unknown, patch: unknown): unknown {
  if (!isObject(base) || !isObject(patch)) return patch;
  const members = Object.entries(patch).filter(([, value]) => value !== null);
  const kept = Object.entries(base).filter(([key]) => !Object.hasOwn(patch, key));
  const changed = members.map(([key, value]) => [
    key,
    Object.hasOwn(base, key) ? patched(base[key], value) : value,
  ]);
  return Object.fromEntries([...kept, ...changed]);
}

/** Undefined where nothing differs. */
function patchOf(base: unknown, whole: unknown): unknown {
  if (isSame(base, whole)) return undefined;
  if (!isObject(base) || !isObject(whole)) return whole;
  const changed = Object.entries(whole).flatMap(([key, value]) => {
    const patch = Object.hasOwn(base, key) ? patchOf(base[key], value) : value;
    return patch === undefined ? [] : [[key, patch]];
  });
  const gone = Object.keys(base).filter((key) => !Object.hasOwn(whole, key));
  return Object.fromEntries([...changed, ...gone.map((key) => [key, null])]);
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
  }
  return JSON.stringify(a) === JSON.stringify(b);
}
