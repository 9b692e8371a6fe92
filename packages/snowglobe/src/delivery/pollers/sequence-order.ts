/** Whether one sequence number comes before another. They are decimal numbers without leading zeros; '' is before everything. */
export function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}
