/**
 * The part of papaparse that is used here. Its published types pull in all of Node's, which would make clocks
 * and timers type-check in the pure rooms; its code needs none of them for text that is already in memory.
 */
declare module 'papaparse/papaparse.min.js' {
  interface ParseError {
    readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter' | string;
    /** Index of the row, from 0. */
    readonly row?: number;
  }

  interface Papa {
    parse(
      text: string,
      config: {
        readonly delimiter: ',';
        readonly newline: '\n';
        readonly quoteChar: '"';
        readonly preview: number;
      },
    ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly ParseError[] };
  }

  const papa: Papa;
  export = papa;
}
