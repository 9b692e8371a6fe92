/** https://docs.aws.amazon.com/glue/latest/webapi/API_GetTables.html and its like */
export const pageSizes = { databases: 100, tables: 100, versions: 100, partitions: 1000 } as const;
