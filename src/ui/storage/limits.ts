/** Limits of what the browser's database keeps. */
export const limits = {
  /** Sessions; one more lets the oldest go. */
  sessions: 50,
  /** Characters of one session; a larger one is kept as a file or not at all. */
  characters: 4_194_304,
  /** Milliseconds between the last change and its saving. */
  restMs: 1_000,
} as const;
