/** The page learns what is special about a protocol from its manifest, so it names none. */
import { existsSync, readdirSync } from 'node:fs';
import { fromRoot } from '../../../scripts/run.mjs';
import { complaint, isNode, literalText, type Source, walk } from '../source.ts';

/** No text of the page contains the name of a protocol's folder. */
export function namesNoProtocol(
  source: Source,
  protocols: readonly string[] = protocolIds(),
): readonly string[] {
  if (!source.path.startsWith('src/ui/') || protocols.length === 0) return [];
  const names = new RegExp(`\\b(${protocols.join('|')})\\b`, 'i');
  const complaints: string[] = [];
  walk(source.program, (node) => {
    const found = names.exec(textOf(node) ?? '')?.[1];
    if (found)
      complaints.push(complaint(source, node.start, `the page names no protocol, and here is '${found}'`));
  });
  return complaints;
}

function textOf(node: Parameters<typeof walk>[0]): string | null {
  if (node.type === 'JSXText') return node.value as string;
  if (node.type === 'TemplateElement') return isNode(node) ? (node.value as { raw: string }).raw : null;
  return literalText(node);
}

function protocolIds(): readonly string[] {
  const folder = fromRoot('src/protocols');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .map((entry) => entry.name);
}
