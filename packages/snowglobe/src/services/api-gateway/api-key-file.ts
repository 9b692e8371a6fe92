import { badRequest } from './errors.ts';

/** One line of a file of API keys. */
export interface GivenKey {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
  readonly enabled: boolean;
  readonly usagePlanIds: readonly string[];
}

/** AWS: API Gateway Developer Guide, "API Gateway API key file format": a line of names, then a key on each line. */
export function readApiKeys(text: string): readonly GivenKey[] {
  const [head, ...lines] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const names = fieldsIn(head ?? '').map((name) => name.trim().toLowerCase());
  if (!names.includes('name') || !names.includes('key')) {
    throw badRequest('Invalid API key file: its first line must name the columns name and key');
  }
  return lines.map((line) => {
    const fields = new Map(fieldsIn(line).map((field, index) => [names[index] ?? '', field.trim()]));
    const description = fields.get('description');
    return {
      name: fields.get('name') ?? '',
      value: fields.get('key') ?? '',
      ...(description && { description }),
      enabled: (fields.get('enabled') ?? 'true').toLowerCase() === 'true',
      usagePlanIds: (fields.get('usageplanids') ?? '').split(/[,;\s]+/).filter((id) => id !== ''),
    };
  });
}

/** Fields between commas; one in quotes may hold commas, and quotes twice. */
function fieldsIn(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
