/** How much one rendering may do. */
export interface Limits {
  /** Elementary steps: nodes rendered, values read, pieces of text of 64 characters made. */
  readonly steps: number;
  /** Characters of the output, and of any text made on the way. */
  readonly textLength: number;
  /** Elements of a list or entries of a map that a template makes. */
  readonly elements: number;
  /** Runs of one #foreach; further elements are passed over. AWS: API Gateway quotas, "#foreach ... #end loop in mapping templates". */
  readonly iterations: number;
  /** Macros, #define and #evaluate within each other. Velocity 1.7: `velocimacro.max.depth`. */
  readonly calls: number;
}

export const limits: Limits = {
  steps: 1_000_000,
  textLength: 10 * 1024 * 1024,
  elements: 1_000_000,
  iterations: 1000,
  calls: 20,
};

/** Values and syntax within each other; deeper than any JSON that AWS takes. */
export const deepestNesting = 200;
