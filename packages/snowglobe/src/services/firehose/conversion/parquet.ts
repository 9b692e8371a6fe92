import { gzipSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import type { HiveType } from './hive-type.ts';

export interface Column {
  readonly name: string;
  readonly type: HiveType;
}

type Leaf = Omit<SchemaElement, 'name' | 'repetition_type'>;

const leaves: Readonly<Record<string, Leaf>> = {
  boolean: { type: 'BOOLEAN' },
  tinyint: { type: 'INT32', converted_type: 'INT_8' },
  smallint: { type: 'INT32', converted_type: 'INT_16' },
  int: { type: 'INT32' },
  bigint: { type: 'INT64' },
  float: { type: 'FLOAT' },
  double: { type: 'DOUBLE' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  binary: { type: 'BYTE_ARRAY' },
  date: { type: 'INT32', converted_type: 'DATE' },
  // Differs from AWS: INT96 there, which Parquet has deprecated; readers take both for a timestamp.
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** Bytes that hold a decimal of so many digits, as Hive has them. */
const decimalBytes = (precision: number): number => Math.ceil((precision * Math.log2(10) + 1) / 8);

function elements(
  name: string,
  type: HiveType,
  repetition_type: 'OPTIONAL' | 'REQUIRED' = 'OPTIONAL',
): readonly SchemaElement[] {
  if (type.kind === 'array') {
    return [
      { name, repetition_type, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elements('element', type.element),
    ];
  }
  if (type.kind === 'map') {
    return [
      { name, repetition_type, converted_type: 'MAP', num_children: 1 },
      { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
      ...elements('key', type.key, 'REQUIRED'),
      ...elements('value', type.value),
    ];
  }
  if (type.kind === 'struct') {
    const group = { name, repetition_type, num_children: type.fields.length };
    return [group, ...type.fields.flatMap(([field, fieldType]) => elements(field, fieldType))];
  }
  if (type.kind !== 'decimal') return [{ name, repetition_type, ...leaves[type.kind] }];
  const { precision, scale } = type;
  const fixed = { type: 'FIXED_LEN_BYTE_ARRAY', type_length: decimalBytes(precision) } as const;
  return [{ name, repetition_type, ...fixed, converted_type: 'DECIMAL', precision, scale }];
}

export interface ParquetOptions {
  readonly codec: 'GZIP' | 'SNAPPY' | 'UNCOMPRESSED';
  readonly pageSize: number;
}

/** Rows as a Parquet file. The library is loaded at the first one. */
export async function parquetFile(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, unknown>>[],
  { codec, pageSize }: ParquetOptions,
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name }) => ({ name, data: rows.map((row) => row[name]) })),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.flatMap(({ name, type }) => elements(name, type)),
    ],
    codec,
    pageSize,
    compressors: { GZIP: (bytes) => gzipSync(bytes) },
    createdBy: 'snowglobe',
  });
  return new Uint8Array(buffer);
}
