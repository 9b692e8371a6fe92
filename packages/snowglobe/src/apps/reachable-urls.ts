/**
 * Rewrites the address that an API has on AWS to the one that it has on a globe: nothing listens at
 * `https://ID.execute-api.REGION.amazonaws.com` on this machine. For people and tests; the stack's own output stays as it is.
 */
export function reachableUrl(text: string, endpoint: string): string {
  return text
    .replaceAll(
      /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/g,
      `${endpoint}/_aws/execute-api/$1`,
    )
    .replaceAll(/https:\/\/([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.on\.aws/g, `${endpoint}/_aws/lambda-url/$1`);
}
