/** Command files: what becomes of good ones, and where exactly bad ones are bad. */
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/scenarios/limits.ts';
import { parseRows } from '../../../src/scenarios/rows.ts';

const idWords = 'a whole number or a text of 1 to 64 printable characters without spaces';
const transferKeys = 'kind, account, to, asset, amount, nonce';
const header = 'kind,account,to,asset,amount,nonce,id';
const transfer = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '12.50' };

const decimal = (decimals: number): string =>
  `expected a decimal number with at most ${decimals} decimals greater than 0`;

function problemOf(name: string, text: string): string {
  const parsed = parseRows(name, text);
  return parsed.ok ? 'accepted' : parsed.problem;
}

describe('CSV', () => {
  const rows = [
    { kind: 'deposit', account: 1, asset: 'USD', amount: '100', id: '1' },
    { kind: 'deposit', account: 2, asset: 'BTC', amount: '0.00000001', id: 'first, ever' },
    { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '12.50', nonce: 0 },
  ];
  const lines = [
    header,
    'deposit,1,,USD,100,,',
    'deposit,2,,BTC,0.00000001,,first',
    '"transfer",1,2,USD,"12.50",0,',
  ];
  const named = rows.map((row) => (row.id === 'first, ever' ? { ...row, id: 'first' } : row));

  it.each([
    ['line feeds', lines.join('\n')],
    ['a line feed at the end', `${lines.join('\n')}\n`],
    ['empty lines at the end', `${lines.join('\n')}\n\n\n`],
    ['carriage returns too', `${lines.join('\r\n')}\r\n`],
    ['only carriage returns', lines.join('\r')],
    ['a byte order mark', `\ufeff${lines.join('\n')}`],
  ])('is read with %s', (_name, text) => {
    expect(parseRows('day.csv', text)).toEqual({ ok: true, value: named });
  });

  it('may have no rows', () => {
    expect(parseRows('day.CSV', header)).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['', `line 1, column 1: expected the header ${header}, found an empty file`],
    ['\n\n', `line 1, column 1: expected the header ${header}, found an empty file`],
    ['deposit,1,,USD,1,,', `line 1, column 1: expected the header ${header}, found "deposit,1,,USD,1,,"`],
    ['kind,account', `line 1, column 3: expected the header ${header}, found "kind,account"`],
    [`${header},more`, `line 1, column 8: expected the header ${header}, found "${header},more"`],
    [
      header.replace('to', 'account'),
      `line 1, column 3: expected the header ${header}, found "${header.replace('to', 'account')}"`,
    ],
    [
      header.replaceAll(',', ';'),
      `line 1, column 1: expected the header ${header}, found "${header.replaceAll(',', ';')}"`,
    ],
    [`${header}\ndeposit,1,,USD,1,`, 'line 2, column 7: expected 7 columns, found 6'],
    [`${header}\ndeposit,1,,USD,1,,,`, 'line 2, column 8: expected 7 columns, found 8'],
    [`${header}\n\ndeposit,1,,USD,1,,`, 'line 2, column 2: expected 7 columns, found 1'],
    [
      `${header}\ngift,1,,USD,1,,`,
      'line 2, column 1 (kind): expected one of deposit, transfer, found "gift"',
    ],
    [`${header}\n,1,,USD,1,,`, 'line 2, column 1 (kind): expected one of deposit, transfer, found nothing'],
    [
      `${header}\ndeposit,x,,USD,1,,`,
      'line 2, column 2 (account): expected a whole number from 0 to 4294967295, found "x"',
    ],
    [
      `${header}\ndeposit,-1,,USD,1,,`,
      'line 2, column 2 (account): expected a whole number from 0 to 4294967295, found -1',
    ],
    [`${header}\ndeposit,,,USD,1,,`, 'line 2, column 2 (account): expected a value, found nothing'],
    [
      `${header}\ndeposit,1,2,USD,1,,`,
      'line 2, column 3 (to): expected an empty cell for this kind, found "to"',
    ],
    [
      `${header}\ndeposit,1,,USD,1,3,`,
      'line 2, column 6 (nonce): expected an empty cell for this kind, found "nonce"',
    ],
    [
      `${header}\ntransfer,1,2,USD,1,,x`,
      'line 2, column 7 (id): expected an empty cell for this kind, found "id"',
    ],
    [`${header}\ntransfer,1,,USD,1,,`, 'line 2, column 3 (to): expected a value, found nothing'],
    [`${header}\ntransfer,1,2,EUR,1,,`, 'line 2, column 4 (asset): expected USD or BTC, found "EUR"'],
    [
      `${header}\n${'transfer,1,2,USD,1,,\n'.repeat(5)}transfer,1,2,USD,-3,,`,
      `line 7, column 5 (amount): ${decimal(6)}, found "-3"`,
    ],
    [
      `${header}\ntransfer,1,2,USD,0.0000001,,`,
      `line 2, column 5 (amount): ${decimal(6)}, found "0.0000001"`,
    ],
    [
      `${header}\ntransfer,1,2,BTC,0.000000001,,`,
      `line 2, column 5 (amount): ${decimal(8)}, found "0.000000001"`,
    ],
    [`${header}\ntransfer,1,2,USD,0.00,,`, `line 2, column 5 (amount): ${decimal(6)}, found "0.00"`],
    [`${header}\ntransfer,1,2,USD,1e3,,`, `line 2, column 5 (amount): ${decimal(6)}, found "1e3"`],
    [`${header}\ntransfer,1,2,USD,007,,`, `line 2, column 5 (amount): ${decimal(6)}, found "007"`],
    [`${header}\ntransfer,1,2,USD,1.,,`, `line 2, column 5 (amount): ${decimal(6)}, found "1."`],
    [`${header}\ntransfer,1,2,USD, 1,,`, `line 2, column 5 (amount): ${decimal(6)}, found " 1"`],
    [`${header}\ntransfer,1,2,USD,,,`, 'line 2, column 5 (amount): expected a value, found nothing'],
    [
      `${header}\ntransfer,1,2,USD,1,x,`,
      'line 2, column 6 (nonce): expected a whole number from 0 to 9007199254740991, found "x"',
    ],
    [`${header}\ndeposit,1,,USD,1,,a b`, `line 2, column 7 (id): expected ${idWords}, found "a b"`],
    [
      `${header}\ndeposit,1,,USD,1,,"a`,
      'line 2, column 1: expected quotes that close and are followed by a comma, found other text',
    ],
    [
      `${header}\ndeposit,1,,USD,"1"0,,a`,
      'line 2, column 1: expected quotes that close and are followed by a comma, found other text',
    ],
    [
      `${header}\n"deposit\n",1,,USD,1,,`,
      'line 2, column 1 (kind): expected one of deposit, transfer, found "deposit\\n"',
    ],
  ])('refuses %j', (text, problem) => {
    expect(problemOf('day.csv', text)).toBe(problem);
  });

  it('takes the largest amount and refuses one smallest unit more', () => {
    const whole = (2n ** 96n).toString();
    const largest = `${whole.slice(0, -6)}.${whole.slice(-6)}`;
    const one = (text: string): string => problemOf('day.csv', `${header}\ntransfer,1,2,USD,${text},,`);
    expect(one(largest.replace(/6$/, '5'))).toBe('accepted');
    expect(one(largest)).toBe(
      `line 2, column 5 (amount): expected less than 2^96 smallest units of USD, found "${largest}"`,
    );
  });

  it('refuses a row too many', () => {
    const row = 'deposit,1,,USD,1,,\n';
    expect(problemOf('day.csv', `${header}\n${row.repeat(limits.rows)}`)).toBe('accepted');
    expect(problemOf('day.csv', `${header}\n${row.repeat(limits.rows + 1)}`)).toBe(
      `line ${limits.rows + 2}, column 1: expected at most ${limits.rows} rows, found more`,
    );
  });
});

describe('JSON', () => {
  it('gives deposits their row number as id, and numbers as ids become text', () => {
    const text = JSON.stringify([
      transfer,
      { kind: 'deposit', account: 1, asset: 'USD', amount: '1' },
      { kind: 'deposit', account: 1, asset: 'USD', amount: '1', id: 9 },
    ]);
    expect(parseRows('day.json', text)).toEqual({
      ok: true,
      value: [
        transfer,
        { kind: 'deposit', account: 1, asset: 'USD', amount: '1', id: '2' },
        { kind: 'deposit', account: 1, asset: 'USD', amount: '1', id: '9' },
      ],
    });
  });

  const text = (row: object): string => `[\n  ${JSON.stringify(transfer)},\n  ${JSON.stringify(row)}\n]\n`;
  it.each([
    ['', 'expected a value, found the end of the text, at line 1, column 1'],
    ['{}', 'line 1, column 1: expected a list of rows, found an object'],
    ['[\n7]', 'line 2, column 1: expected one of deposit, transfer, found 7'],
    ['[{"kind":"deposit"},]', 'expected a value, found "]", at line 1, column 21'],
    [
      text({ ...transfer, amount: 12 }),
      'line 3, column 64 (amount): expected a decimal number in quotes, found 12',
    ],
    [text({ ...transfer, amount: '-3' }), `line 3, column 64 (amount): ${decimal(6)}, found "-3"`],
    [
      text({ ...transfer, memo: 'x' }),
      `line 3, column 79 (memo): expected one of the keys ${transferKeys}, found "memo"`,
    ],
    [text({ kind: 'transfer' }), 'line 3, column 3 (account): expected the key "account", found nothing'],
  ])('refuses %j', (given, problem) => {
    expect(problemOf('day.json', given)).toBe(problem);
  });

  it('refuses a row too many', () => {
    const rows = `[${new Array(limits.rows + 1).fill('0').join(',')}]`;
    expect(problemOf('day.json', rows)).toBe(
      `line 1, column ${2 * limits.rows + 2}: expected at most ${limits.rows} rows, found ${limits.rows + 1}`,
    );
  });
});

it('refuses a name with another ending', () => {
  expect(problemOf('day.txt', '[]')).toBe(
    'expected a file name that ends in .csv or .json, found "day.txt", at the name of the command file',
  );
});

describe('several bad rows', () => {
  const bad = (count: number) => Array.from({ length: count }, () => 'transfer,1,2,USD,-4,,');
  const words = (line: number) => `line ${line}, column 5 (amount): ${decimal(6)}, found "-4"`;

  it('are all named, so that a file is mended in one go', () => {
    const text = [header, 'deposit,1,,USD,100,,', ...bad(2), 'deposit,2,,USD,1,,', ...bad(1)].join('\n');
    expect(problemOf('day.csv', text)).toBe([words(3), words(4), words(6)].join('; '));
    const euros = JSON.stringify({ ...transfer, asset: 'EUR' });
    const json = `[\n${JSON.stringify(transfer)},\n{"kind":"gift"},\n${euros}]`;
    expect(problemOf('day.json', json)).toMatch(/^line 3, column .*; line 4, column .*/);
  });

  it('are counted beyond the limit', () => {
    const named = Array.from({ length: limits.namedRows }, (_, index) => words(index + 2)).join('; ');
    expect(problemOf('day.csv', [header, ...bad(limits.namedRows)].join('\n'))).toBe(named);
    const one = problemOf('day.csv', [header, ...bad(limits.namedRows + 1)].join('\n'));
    expect(one).toBe(`${named}; and 1 more row`);
    const many = problemOf('day.csv', [header, ...bad(limits.namedRows + 3)].join('\n'));
    expect(many).toBe(`${named}; and 3 more rows`);
  });
});
