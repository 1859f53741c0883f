/**
 * Chance as a pure function: draw k of the stream `name` under `seed` is a hash of the three. Nothing is
 * stored but the counter, so a run can be resumed anywhere, and removing one user of chance does not
 * reshuffle the others. The mixer is the finaliser of MurmurHash3 (public domain) applied twice: statistical
 * quality, not cryptographic.
 */

/** A stream's key: mix it once per stream, then draw by counter. */
export type StreamKey = number;

/** FNV-1a over the name, mixed with both halves of the seed (a safe integer). */
export function streamKey(seed: number, name: string): StreamKey {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  const low = seed >>> 0;
  const high = Math.floor(seed / 0x1_0000_0000) >>> 0;
  return mix(mix(hash ^ low) + high);
}

/** Draw number `counter` of a stream: a number in [0, 1) with 32 random bits. */
export function drawAt(key: StreamKey, counter: number): number {
  return mix(mix((key + Math.imul(counter, 0x9e3779b1)) >>> 0) ^ key) / 0x1_0000_0000;
}

/** An integer in [low, high], both included, from a draw in [0, 1). */
export function integerBetween(draw: number, low: number, high: number): number {
  return low + Math.floor(draw * (high - low + 1));
}

function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
