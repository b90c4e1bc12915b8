import { createHash, randomUUID } from 'node:crypto';

/** A UUID of version 4 form that is always the same for the same seed. */
export function stableUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20, 32)].join('-');
}

/** A random UUID of version 4. */
export function newUuid(): string {
  return randomUUID();
}
