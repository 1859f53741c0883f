/** Replicas and clients as one number each, where columns of numbers speak of them. */
import type { Endpoint } from '../kernel/ids.ts';

/** Clients stand above the replicas. */
export const firstClientPlace = 0x8000;

export function placeOf(endpoint: Endpoint): number {
  return typeof endpoint === 'number' ? endpoint : firstClientPlace + Number(endpoint.slice(1));
}
