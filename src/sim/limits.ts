/** Limits of the simulated world; a run that hits one says so (`endedBecause: "limit"`), never silently. */
export const limits = {
  /** Events of one run unless the caller asks for fewer. */
  events: 5_000_000,
  /**
   * Copies on the network at one moment: n = 128 with every slot of a window in its commit round stays below.
   */
  inFlight: 1_000_000,
} as const;
