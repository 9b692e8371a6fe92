/** An epoch ms as an index key that sorts as the number does. */
export function paddedInstant(instant: number): string {
  return String(Math.max(0, Math.floor(instant))).padStart(15, '0');
}
