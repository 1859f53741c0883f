/** How much a liar may remember and say: the world must survive it. */
export const limits = {
  /** Composed lies of one `tell`, and versions of one lie. */
  lies: 32,
  versions: 16,
  /** Messages that one composed lie is told with. */
  times: 1_000,
  /** Own messages remembered for saying them again. */
  remembered: 64,
  /** Extra messages per input. */
  perInput: 8,
  /** Shortest time between two inputs that are answered with extra messages, in µs. */
  between: 5_000,
  /** Longest wait before a message is sent, in ms. */
  waitMs: 1_000_000,
  /** Timers of a second copy that are told from the first one's. */
  timers: 64,
} as const;
