/** What there is to open, and with which other numbers it can begin anew. */

/** A scenario of the catalogue, for menus and links. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly story: readonly string[];
  readonly protocol: string;
  /** What people call it; absent: its id. */
  readonly protocolTitle?: string;
  readonly replicas: number;
  readonly seed: number;
  /** Whole, with all defaults: a link says only what differs from it. Absent: it says everything. */
  readonly scenario?: unknown;
}

/** Changes for `restart`: what the header's controls set. */
export interface RestartWith {
  readonly replicas?: number;
  readonly seed?: number;
  readonly delayMs?: { readonly min: number; readonly max: number };
  /** Requests of the workload, and the time between them. */
  readonly count?: number;
  readonly everyMs?: number;
  /** Rules to be removed, all others in place; what the user did stays. */
  readonly bugs?: readonly string[];
  /** A command file that the user brought, as text. */
  readonly file?: { readonly name: string; readonly text: string };
}
