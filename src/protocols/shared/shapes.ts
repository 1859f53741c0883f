/**
 * Whether a value has exactly the shape of one of a protocol's messages: every member of the right type and
 * within its limit, none missing, none added. Lists are measured before they are walked, so that a huge one
 * costs nothing.
 */
import { limits } from '../../kernel/limits.ts';
import { isCount, isHex, isRecord } from '../../kernel/signed.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** `Size`: what bounds signers and lists. */
export type Shape<Size> = (fields: Fields, size: Size) => boolean;

/** A check by message type. Total: any value at all may be given. */
export function createShapes<Size>(shapes: Readonly<Record<string, Shape<Size>>>) {
  return (value: unknown, size: Size): boolean => {
    if (!isRecord(value)) return false;
    const { type } = value;
    return typeof type === 'string' && Object.hasOwn(shapes, type) && shapes[type]?.(value, size) === true;
  };
}

export function isTyped(value: unknown, type: string): value is Fields {
  return isRecord(value) && value.type === type;
}

/** A signer of this cluster, and something that may be its signature. */
export function isSigned({ replica, signature }: Fields, replicas: number): boolean {
  return isCount(replica) && replica < replicas && isHex(signature, limits.signatureDigits);
}

export function isListOf(value: unknown, most: number, isMember: (member: unknown) => boolean): boolean {
  if (!Array.isArray(value) || value.length > most) return false;
  for (let i = 0; i < value.length; i++) if (!isMember(value[i])) return false;
  return true;
}
