/** The part of JSON Schema (draft 7) that the schemas of payloads use. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** TypeScript interfaces of titled schemas and their definitions, as the text of a module. Throws for what it does not know. */
export function typesOf(schemas: readonly Schema[]): string {
  const interfaces = schemas.flatMap((schema) => [
    interfaceOf(titleOf(schema), schema),
    ...Object.entries(schema.definitions ?? {}).map(([name, definition]) => interfaceOf(name, definition)),
  ]);
  return `// Generated from schemas/ by \`npm run types\`: change the schema, not this file.\n\n${interfaces.join('\n')}`;
}

function titleOf(schema: Schema): string {
  if (schema.title === undefined) throw new Error('a schema has no title to name its type by');
  return schema.title;
}

function interfaceOf(name: string, schema: Schema): string {
  const comment = schema.description === undefined ? '' : `/** ${schema.description} */\n`;
  return `${comment}export interface ${name} {\n${membersOf(schema).join('\n')}\n}\n`;
}

function membersOf(schema: Schema): readonly string[] {
  if (schema.type !== 'object') throw new Error(`only objects become interfaces, not "${schema.type}"`);
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const quoted = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
    return `  readonly ${quoted}${required.has(name) ? '' : '?'}: ${typeOf(property)};`;
  });
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== 'object') return members;
  return [...members, `  readonly [name: string]: ${typeOf(additionalProperties)};`];
}

const plainTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/definitions/', '');
  if (schema.type === 'array' && schema.items !== undefined) return `readonly ${typeOf(schema.items)}[]`;
  const plain = plainTypes[schema.type ?? ''];
  if (plain === undefined) throw new Error(`no TypeScript type is known for ${JSON.stringify(schema)}`);
  return plain;
}
