import { type JsonSchema, JsonSchemaType, JsonSchemaVersion } from 'aws-cdk-lib/aws-apigateway';
import type { JobKind, ParameterSchema } from '../../src/kinds/job-kind.ts';

const schemaTypes: Readonly<Record<ParameterSchema['type'], JsonSchemaType>> = {
  integer: JsonSchemaType.INTEGER,
  number: JsonSchemaType.NUMBER,
  string: JsonSchemaType.STRING,
  boolean: JsonSchemaType.BOOLEAN,
};

/** The model of `POST /jobs`: exactly one of the kinds, which `type` names; without it, the default kind. */
export function requestModel(kinds: readonly JobKind[], defaultType: string): JsonSchema {
  return {
    schema: JsonSchemaVersion.DRAFT4,
    title: 'JobsRequest',
    type: JsonSchemaType.OBJECT,
    oneOf: kinds.map((kind) => kindModel(kind, kind.type === defaultType)),
  };
}

function kindModel({ type, description, schema }: JobKind, isDefault: boolean): JsonSchema {
  const parameters = Object.entries(schema.properties).map(([name, { enum: values, ...rest }]: Named) => [
    name,
    { ...rest, type: schemaTypes[rest.type], ...(values === undefined ? {} : { enum: [...values] }) },
  ]);
  return {
    description,
    type: JsonSchemaType.OBJECT,
    properties: { type: { type: JsonSchemaType.STRING, enum: [type] }, ...Object.fromEntries(parameters) },
    required: isDefault ? [...schema.required] : ['type', ...schema.required],
    additionalProperties: false,
  };
}

type Named = [string, ParameterSchema & { readonly enum?: readonly string[] }];
