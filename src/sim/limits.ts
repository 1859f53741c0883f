/** Limits of the simulated world; a run that hits one says so (`endedBecause: "limit"`), never silently. */
export const limits = {
  /** Events of one run unless the caller asks for fewer. */
  events: 5_000_000,
  /**
   * Copies on the network at one moment: n = 128 with every slot of a window in its commit round stays below.
   */
  inFlight: 1_000_000,
  /** Longest time that a liar waits before it sends, in µs. */
  lateMost: 1_000_000_000,
  /** Copies that puppets hold back at one moment. */
  held: 65_536,
  /** How far back in views, and in slots of a view, votes are kept as evidence. */
  votesKept: 512,
  /** Statements of one signer that further ones are compared with: two windows of slots. */
  comparedStatements: 512,
  /** Blocks whose heights are kept as evidence. */
  blocksKept: 4_096,
  /** How far down a chain of blocks is followed for a height that is not known yet. */
  blocksInTheAir: 64,
  /** Convictions of one replica that are kept: one is enough, a few teach more. */
  accusationsEach: 16,
} as const;
