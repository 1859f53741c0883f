/** The static server: the right types, the sub-path, and nothing from outside its folder. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';

const POLICY = "default-src 'self'";

let folder = '';
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quorumscope-'));
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'assets'), { recursive: true });
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  writeFileSync(join(root, 'index.html'), `<!doctype html>${meta}`);
  writeFileSync(join(root, 'assets/x-abcd1234.js'), 'export {};');
  writeFileSync(join(root, 'day.csv'), 'kind\n');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  served = await serve({ root, base: '/some/where/', port: 0 });
});

afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['/some/where/', 200, 'text/html; charset=utf-8'],
  ['/some/where/?seed=1', 200, 'text/html; charset=utf-8'],
  ['/some/where/index.html', 200, 'text/html; charset=utf-8'],
  ['/some/where/assets/x-abcd1234.js', 200, 'text/javascript; charset=utf-8'],
  ['/some/where/day.csv', 200, 'text/csv; charset=utf-8'],
  ['/some/where', 301, undefined],
  ['/', 404, 'text/plain; charset=utf-8'],
  ['/some/where/assets', 404, 'text/plain; charset=utf-8'],
  ['/some/where/nothing.js', 404, 'text/plain; charset=utf-8'],
  ['/some/where/link.txt', 404, 'text/plain; charset=utf-8'],
  ['/some/where/../../secret.txt', 404, 'text/plain; charset=utf-8'],
  ['/some/where/..%2f..%2fsecret.txt', 404, 'text/plain; charset=utf-8'],
  ['/some/where/../secret.txt', 404, 'text/plain; charset=utf-8'],
  ['/some/where/..%5csecret.txt', 400, 'text/plain; charset=utf-8'],
  ['/some/where/%00', 400, 'text/plain; charset=utf-8'],
  ['/some/where/%', 400, 'text/plain; charset=utf-8'],
])('%s is answered with %i', async (path, status, type) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe(type);
  expect(answer.text).not.toContain('secret');
});

test('workers are held to the policy of the page', async () => {
  const answer = await get('/some/where/assets/x-abcd1234.js');
  expect(answer.headers['content-security-policy']).toBe(POLICY);
});

test('only reading is answered', async () => {
  expect((await get('/some/where/', 'POST')).status).toBe(405);
  expect((await get('/some/where/', 'HEAD')).text).toBe('');
});

test('a taken port gives way to the next one, if more may be tried', async () => {
  const port = Number(new URL(served.address).port);
  const root = join(folder, 'dist');
  await expect(serve({ root, port })).rejects.toThrow('EADDRINUSE');
  const second = await serve({ root, port, tries: 20 });
  expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
  await second.close();
});

/** A request with its path as written: `fetch` would tidy it first. */
function get(path: string, method = 'GET') {
  const { hostname, port } = new URL(served.address);
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>(
    (done, fail) => {
      const sent = request({ hostname, port, path, method }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
      });
      sent.on('error', fail);
      sent.end();
    },
  );
}
