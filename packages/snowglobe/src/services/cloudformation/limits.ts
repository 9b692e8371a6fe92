/** "CloudFormation quotas": a template in the request itself. */
export const templateBodyBytes = 51_200;

/** DescribeStacks, ListStacks, DescribeStackEvents and ListStackResources answer a page of so many. */
export const pageSize = 100;

/** ListStacks shows deleted stacks for 90 days. */
export const deletedStackDays = 90;
