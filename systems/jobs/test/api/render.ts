import { readJsonPath } from '../../../../packages/snowglobe/src/expressions/json-path/json-path.ts';
import { HostObject, toValue, type Value } from '../../../../packages/snowglobe/src/expressions/velocity/values.ts';
import { compileTemplate } from '../../../../packages/snowglobe/src/expressions/velocity/velocity.ts';

export interface Given {
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
}

export interface Rendered {
  readonly body: unknown;
  /** What the template overrode, when it did. */
  readonly status?: unknown;
}

const util = new HostObject({
  methods: {
    // What differs from JSON is that apostrophes and slashes are escaped too.
    escapeJavaScript: ([value]) => JSON.stringify(textOf(value)).slice(1, -1).replace(/['/]/g, String.raw`\$&`),
  },
});

/** Renders a mapping template as API Gateway does, and reads its JSON. */
export function render(template: string, { body = {}, params = {} }: Given): Rendered {
  const responseOverride = new Map<Value, Value>();
  const find = (path: Value | undefined) => readJsonPath(textOf(path))(body);
  const input = new HostObject({
    methods: {
      path: ([path]) => toValue(find(path) ?? ''),
      params: ([name]) => params[textOf(name)] ?? '',
    },
  });
  const context = new Map<Value, Value>([
    ['requestId', 'request-1'],
    ['requestTimeEpoch', 1_700_000_000_000n],
    ['responseOverride', responseOverride],
  ]);
  const text = compileTemplate(template).render({ input, util, context });
  const status = responseOverride.get('status');
  return { body: JSON.parse(text), ...(status === undefined ? {} : { status: Number(status) }) };
}

function textOf(value: Value | undefined): string {
  if (typeof value !== 'string') throw new Error('the template gives what is no text');
  return value;
}
