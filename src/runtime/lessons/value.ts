/** What a measure gives: a number or a word; replicas as a list; null where there is nothing to measure. */
export type Value = string | number | readonly (string | number)[] | null;
