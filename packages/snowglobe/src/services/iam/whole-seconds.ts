/** The instant (epoch ms) as the API tells it: to the second. */
export function wholeSeconds(epochMs: number): Date {
  return new Date(Math.floor(epochMs / 1000) * 1000);
}
