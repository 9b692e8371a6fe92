/** Why a pattern cannot be read. */
export class FilterPatternFault extends Error {
  override readonly name = 'FilterPatternFault';
}
