/** Words that occur again and again, as numbers. Branches share one: it only grows. */

/** More different words than fit a column of 16 bits, with one number to spare, are all `other`. */
const other = 0xfffe;

export class Names {
  private readonly numbers = new Map<string, number>();
  private readonly words: string[] = [];

  /** The number of a word, given to it now if it has none. */
  add(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    if (this.words.length >= other) return other;
    this.numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }

  /** −1 for a word that never occurred. */
  find(word: string): number {
    return this.numbers.get(word) ?? -1;
  }

  word(number: number): string {
    return this.words[number] ?? '';
  }
}
