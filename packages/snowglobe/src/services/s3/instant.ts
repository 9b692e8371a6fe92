/** S3 tells instants to the second. */
export function wholeSecond(instant: number): Date {
  return new Date(Math.floor(instant / 1000) * 1000);
}
