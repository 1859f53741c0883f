/** Every result that a transaction can have (LEDGER §1.2), with its name and one sentence for the reader. */

export interface ReceiptCode {
  readonly code: number;
  readonly name: string;
  readonly sentence: string;
}

/** Numbers by name; 1 to 6 keep the nonce, the others consume it. */
export const codes = {
  OK: 0,
  E_DECODE: 1,
  E_CHAIN: 2,
  E_EXPIRED: 3,
  E_ACCOUNT: 4,
  E_AUTH: 5,
  E_NONCE: 6,
  E_AMOUNT: 10,
  E_ASSET: 11,
  E_BALANCE: 12,
  E_OVERFLOW: 13,
  E_SERIES: 20,
  E_PHASE: 21,
  E_MARGIN: 22,
  E_RESTRICTED: 23,
  E_NOT_HOLDER: 24,
  E_ORACLE_QUORUM: 30,
  E_ORACLE_ROUND: 31,
  E_ORACLE_BAND: 32,
  E_STALE: 33,
  E_DUP: 40,
  E_TIME: 41,
  E_NO_MATCH: 42,
  E_TERM: 43,
  E_NOT_DUE: 50,
  E_BID: 51,
} as const;

export type CodeName = keyof typeof codes;
export type Code = (typeof codes)[CodeName];

/** Name and sentence of a code; null for a number that is none. */
export function receiptCode(code: number): ReceiptCode | null {
  return byNumber.get(code) ?? null;
}

const sentences: Readonly<Record<CodeName, string>> = {
  OK: 'Executed.',
  E_DECODE: 'The bytes are no transaction that this ledger executes.',
  E_CHAIN: 'It was signed for another ledger.',
  E_EXPIRED: 'Its last allowed slot has passed.',
  E_ACCOUNT: 'An account it names does not exist, or payer and payee are the same.',
  E_AUTH: 'It lacks a valid signature of exactly the account that must sign.',
  E_NONCE: 'Its nonce is not the next one of the account: it was used before, or an earlier one is missing.',
  E_AMOUNT: 'The amount must be greater than zero.',
  E_ASSET: 'The ledger knows no asset of this number.',
  E_BALANCE: 'The account holds less than the amount.',
  E_OVERFLOW: 'A balance would reach 2^96 of the smallest units.',
  E_SERIES: 'The ledger knows no series of this number.',
  E_PHASE: 'The series is not in the phase that this needs.',
  E_MARGIN: 'The account would hold less than its initial margin.',
  E_RESTRICTED: 'The account may only reduce its risk.',
  E_NOT_HOLDER: 'The account does not hold the position.',
  E_ORACLE_QUORUM: 'Too few oracles signed the price.',
  E_ORACLE_ROUND: 'The price is not of the next round.',
  E_ORACLE_BAND: 'The price moved further than one round allows.',
  E_STALE: 'The last certified price is too old.',
  E_DUP: 'This deposit was credited before.',
  E_TIME: 'The step lies before the contract’s last one.',
  E_NO_MATCH: 'The contract waits for no such input.',
  E_TERM: 'The contract’s term is malformed or beyond the limits.',
  E_NOT_DUE: 'The step is not due.',
  E_BID: 'The auction is closed, or the bid is not the best.',
};

const byNumber: ReadonlyMap<number, ReceiptCode> = new Map(
  (Object.keys(sentences) as CodeName[])
    .sort((a, b) => codes[a] - codes[b])
    .map((name) => [codes[name], { code: codes[name], name, sentence: sentences[name] }]),
);
