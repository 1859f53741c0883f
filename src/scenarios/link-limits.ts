/** Limits of what comes in a link and of what is kept of it. */
export const LINK_LIMITS = {
  /** Characters of a link. */
  characters: 262_144,
  /** Bytes that it may unfold to. */
  bytes: 4_194_304,
  /** Characters of a link that chat programs and mail readers are known to cut. */
  comfortable: 2_000,
} as const;
