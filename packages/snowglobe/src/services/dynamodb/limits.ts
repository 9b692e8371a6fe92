/** Numbers of DynamoDB, from the developer guide's pages "Quotas in Amazon DynamoDB" and "Constraints in Amazon DynamoDB". */
export const limits = {
  /** "Numbers can have up to 38 digits of precision." */
  numberDigits: 38,
  /** 9.99e125 is the largest: 0.999 x 10^126. */
  numberMaxExponent: 126,
  /** 1e-130 is the smallest: 0.1 x 10^-129. */
  numberMinExponent: -129,
  itemBytes: 400 * 1024,
  hashKeyBytes: 2048,
  rangeKeyBytes: 1024,
  /** "Up to 32 levels deep." */
  nestingLevels: 32,
  /** A Query or Scan reads at most this much before filtering. */
  pageBytes: 1024 * 1024,
  batchGetItems: 100,
  batchGetBytes: 16 * 1024 * 1024,
  batchWriteItems: 25,
  transactionItems: 100,
  transactionBytes: 4 * 1024 * 1024,
  /** "A client request token is valid for 10 minutes." */
  transactionTokenMs: 10 * 60 * 1000,
  localIndexes: 5,
  globalIndexes: 20,
  /** Attributes named in INCLUDE projections, over all indexes of a table. */
  projectedAttributes: 100,
  expressionBytes: 4096,
  /** "The maximum number of operators or functions in an UpdateExpression is 300." */
  expressionOperators: 300,
  /** "Comparators: IN can have up to 100 operands." */
  inOperands: 100,
  capacityUnits: 1_000_000_000_000,
  readUnitBytes: 4096,
  writeUnitBytes: 1024,
  tags: 50,
  /** TTL: "with an expiration time older than 5 years the item is not deleted". */
  oldestExpirySeconds: 5 * 365 * 24 * 3600,
  streamRetentionMs: 24 * 3600 * 1000,
  streamRecords: 1000,
  streamIteratorMs: 15 * 60 * 1000,
  /** How long a table's key stays open for a caller: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html */
  tableKeyMs: 5 * 60 * 1000,
} as const;
