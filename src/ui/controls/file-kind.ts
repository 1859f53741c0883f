/**
 * What a file that somebody brings is: a scenario or session to open, or rows of commands. Told by its
 * content, not by its name. The text itself is checked by the engine; here only that it is JSON, or looks
 * like rows.
 */
export type UserFile =
  | { readonly kind: 'session'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'rows'; readonly name: string; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string };

/** Bytes; beyond it the engine would refuse it anyhow. */
const bytesMost = 8_388_608;

export async function readUserFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<UserFile> {
  if (file.size > bytesMost) {
    return {
      kind: 'problem',
      text: `${file.name}: expected at most 8 MB, found ${(file.size / 1e6).toFixed(1)} MB.`,
    };
  }
  try {
    return await kindOf(file.name, await file.text());
  } catch {
    return {
      kind: 'problem',
      text: `${file.name}: it could not be read. Was it moved or changed meanwhile?`,
    };
  }
}

/** An object is a scenario or session, a list is rows, and what begins like neither is CSV. */
export async function kindOf(name: string, text: string): Promise<UserFile> {
  const first = /\S/.exec(text.replace(/^\ufeff/, ''))?.[0];
  if (first === undefined)
    return { kind: 'problem', text: `${name}: expected a scenario, a session or commands, found nothing.` };
  if (first !== '{') return { kind: 'rows', name, text };
  const { readJson } = await import('../../scenarios/json.ts');
  const read = readJson(text, bytesMost);
  if (!read.ok) return { kind: 'problem', text: `${name}: ${read.problem}.` };
  const rows = !hasMember(read.value.value, 'version') && hasMember(read.value.value, 'commands');
  return rows ? { kind: 'rows', name, text } : { kind: 'session', name, value: read.value.value };
}

function hasMember(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}
