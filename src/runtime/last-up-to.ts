/** Binary search in lists that ascend, as everything that is recorded does. */

/** Index of the last item whose key is at most `limit`; items ascend; −1 for none. */
export function lastUpTo<T>(items: readonly T[], key: (item: T) => number, limit: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle] as T) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
