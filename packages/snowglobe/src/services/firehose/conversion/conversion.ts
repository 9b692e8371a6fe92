import type { DataFormatConversionConfiguration, Deserializer, SchemaConfiguration } from '@aws-sdk/client-firehose';
import type { GetTableVersionResponse } from '@aws-sdk/client-glue';
import { jsonObjects } from '../deaggregation.ts';
import { invalidArgument, unsupported } from '../errors.ts';
import { assumeFirehoseRole } from '../role.ts';
import type { BufferedRecord, Destination } from '../tables.ts';
import type { FailedRecord, Work } from '../transformation.ts';
import { type HiveType, parseHiveType } from './hive-type.ts';
import { type Reading, typedFields } from './json-value.ts';
import { type Column, type ParquetOptions, parquetFile } from './parquet.ts';

/** The settings of a conversion that takes place. */
export function conversionOf({ DataFormatConversionConfiguration: conversion }: Destination) {
  return conversion && conversion.Enabled !== false ? conversion : undefined;
}

/** Throws InvalidArgumentException when records cannot be converted as asked. */
export function checkConversion(conversion: DataFormatConversionConfiguration): void {
  const { InputFormatConfiguration, OutputFormatConfiguration, SchemaConfiguration: schema } = conversion;
  const { HiveJsonSerDe, OpenXJsonSerDe } = InputFormatConfiguration?.Deserializer ?? {};
  const { OrcSerDe, ParquetSerDe } = OutputFormatConfiguration?.Serializer ?? {};
  if (OrcSerDe) throw unsupported('OrcSerDe');
  if (!ParquetSerDe) throw invalidArgument('Serializer must be specified when data format conversion is enabled.');
  if ((HiveJsonSerDe === undefined) === (OpenXJsonSerDe === undefined)) {
    throw invalidArgument('Exactly one Deserializer must be specified when data format conversion is enabled.');
  }
  const formats = HiveJsonSerDe?.TimestampFormats?.filter((format) => format !== 'millis') ?? [];
  if (formats.length > 0) throw unsupported(`TimestampFormats ${formats.join(', ')}`);
  for (const name of ['DatabaseName', 'RoleARN', 'TableName'] as const) {
    if (!schema?.[name]) throw invalidArgument(`SchemaConfiguration.${name} must be specified.`);
  }
}

function readingOf({ HiveJsonSerDe, OpenXJsonSerDe }: Deserializer): Reading {
  return {
    strict: HiveJsonSerDe !== undefined,
    lowerCase: OpenXJsonSerDe?.CaseInsensitive ?? true,
    dotsToUnderscores: OpenXJsonSerDe?.ConvertDotsInJsonKeysToUnderscores ?? false,
    keyByColumn: OpenXJsonSerDe?.ColumnToJsonKeyMappings ?? {},
    timestampFormats: HiveJsonSerDe?.TimestampFormats ?? [],
  };
}

const defaultPageBytes = 1024 * 1024;

function optionsOf({ OutputFormatConfiguration }: DataFormatConversionConfiguration): ParquetOptions {
  const { Compression, PageSizeBytes } = OutputFormatConfiguration?.Serializer?.ParquetSerDe ?? {};
  return { codec: Compression ?? 'SNAPPY', pageSize: PageSizeBytes ?? defaultPageBytes };
}

/** The columns of the catalog's table, read in the name of the schema's role. Rejects with the AwsError of Glue. */
async function columnsOf(work: Work, schema: SchemaConfiguration): Promise<readonly Column[]> {
  const { address, cause, globe } = work;
  const { TableVersion } = await globe.call<GetTableVersionResponse>({
    service: 'glue',
    operation: 'GetTableVersion',
    input: {
      ...(schema.CatalogId && { CatalogId: schema.CatalogId }),
      DatabaseName: schema.DatabaseName,
      TableName: schema.TableName,
      ...(schema.VersionId && schema.VersionId !== 'LATEST' && { VersionId: schema.VersionId }),
    },
    scope: { ...address.scope, region: schema.Region || address.scope.region },
    caller: assumeFirehoseRole(globe, address.scope.account, schema.RoleARN),
    cause,
  });
  const columns = TableVersion?.Table?.StorageDescriptor?.Columns ?? [];
  return columns.map(({ Name = '', Type = 'string' }) => ({ name: Name.toLowerCase(), type: columnType(Type) }));
}

function columnType(text: string): HiveType {
  try {
    return parseHiveType(text);
  } catch (error) {
    throw invalidArgument(`The schema is invalid. ${error instanceof Error ? error.message : ''}`);
  }
}

type Row = Readonly<Record<string, unknown>>;

/** The rows that a record holds. Throws where one of them does not fit the columns. */
function rowsOf({ data }: BufferedRecord, columns: readonly Column[], reading: Reading): readonly Row[] {
  const fields = columns.map(({ name, type }) => [name, type] as const);
  return jsonObjects(Buffer.from(data).toString('utf8')).map((text) => {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new TypeError('Data is not a JSON object');
    }
    return typedFields({ ...value }, fields, reading);
  });
}

const failure = (record: BufferedRecord, error: Error): FailedRecord => ({
  record,
  attemptsMade: 1,
  errorCode: 'DataFormatConversion.ParseError',
  errorMessage: error.message,
});

export interface Converted {
  /** Absent where no record fits. */
  readonly bytes?: Uint8Array;
  readonly failed: readonly FailedRecord[];
}

/** Records of JSON as a Parquet file. Rejects with an AwsError while the schema cannot be read. */
export async function converted(
  work: Work,
  conversion: DataFormatConversionConfiguration,
  records: readonly BufferedRecord[],
): Promise<Converted> {
  const columns = await columnsOf(work, conversion.SchemaConfiguration ?? {});
  const reading = readingOf(conversion.InputFormatConfiguration?.Deserializer ?? {});
  const rows: Row[] = [];
  const failed: FailedRecord[] = [];
  for (const record of records) {
    try {
      rows.push(...rowsOf(record, columns, reading));
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
      failed.push(failure(record, error));
    }
  }
  if (rows.length === 0) return { failed };
  return { bytes: await parquetFile(columns, rows, optionsOf(conversion)), failed };
}
