/** Numbers of Parameter Store. https://docs.aws.amazon.com/general/latest/gr/ssm.html where nothing else is said. */

export const maxStandardValueBytes = 4096;
export const maxAdvancedValueBytes = 8192;
export const maxVersions = 100;
export const maxHierarchyLevels = 15;
export const maxLabels = 10;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
export const maxLabelLength = 100;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html: without the ARN's head. */
export const maxNameLength = 1011;
export const maxTags = 50;
export const defaultPageSize = { byPath: 10, describe: 50, history: 50 };
