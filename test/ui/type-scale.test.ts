/** Nothing is set smaller than 12 px but hex digits, which have 11, and there are two weights (VISUAL 9). */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const files = (ending: RegExp) =>
  readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => ({ file, text: readFileSync(`src/ui/${file}`, 'utf8') }));

const rules = files(/\.css$/).flatMap(({ file, text }) =>
  [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
    ([, selector = '', body = '']) => ({
      where: `${file}: ${selector.trim()}`,
      body,
    }),
  ),
);

it('in style sheets', () => {
  expect(rules.length).toBeGreaterThan(300);
  const small = rules.filter(({ body }) =>
    [...body.matchAll(/font-size:\s*([\d.]+)px/g)].some(([, size]) => Number(size) < 12),
  );
  expect(small.filter(({ where }) => !/hex/.test(where)).map(({ where }) => where)).toEqual([]);
  const heavy = rules.filter(({ body }) =>
    [...body.matchAll(/font-weight:\s*(\w+)/g)].some(
      ([, weight = '']) => !/^(400|600|inherit)$/.test(weight),
    ),
  );
  expect(heavy.map(({ where }) => where)).toEqual([]);
});

it('on canvases', () => {
  const fonts = files(/\.tsx?$/).flatMap(({ file, text }) =>
    [...text.matchAll(/font = '(?:(\d+) )?([\d.]+)px/g)].map(([, weight = '400', size]) => ({
      file,
      weight,
      size: Number(size),
    })),
  );
  expect(fonts.length).toBeGreaterThan(2);
  expect(fonts.filter(({ size, weight }) => size < 12 || !['400', '600'].includes(weight))).toEqual([]);
});
