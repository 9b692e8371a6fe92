import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeJavaScript } from './escape-java-script.ts';
import { BodyNotJsonError, MappingError } from './mapping-errors.ts';
import { type MappingInput, renderMapping } from './render-mapping.ts';

const request: MappingInput = {
  body: '{"user": {"name": "Ann", "id": 12345678901234567890, "score": 1.0}, "items": [1, {"a": "b/c"}], "none": null}',
  params: {
    path: { id: '7' },
    querystring: { q: 'a b', id: 'query' },
    header: { 'content-type': 'application/json', id: 'header' },
  },
  context: {
    requestId: 'r-1',
    identity: { sourceIp: '192.0.2.1' },
    authorizer: { principalId: 'p', claims: { sub: 's' } },
  },
  stageVariables: { table: 'jobs' },
};

const text = (template: string, change: Partial<MappingInput> = {}) =>
  renderMapping(template, { ...request, ...change }).text;

describe('$input', () => {
  test.each([
    [
      "$input.json('$')",
      '{"user":{"name":"Ann","id":12345678901234567890,"score":1.0},"items":[1,{"a":"b/c"}],"none":null}',
    ],
    ["$input.json('$.user.name')", '"Ann"'],
    ["$input.json('$.missing')", '""'],
    ["$input.path('$.user.name') $input.path('$.user').name", 'Ann Ann'],
    ["[$input.path('$.missing')$input.path('$.none')$input.path('$.missing.more')]", '[]'],
    ["$input.path('$.items')", '[1,{"a":"b/c"}]'],
    ["$input.path('$.user')", '{name=Ann, id=12345678901234567890, score=1.0}'],
    ["$input.path('$.items').size() $input.path('$.items[*].a')", '2 ["b/c"]'],
    ["#foreach($e in $input.path('$').entrySet())$e.key #end", 'user items none '],
    ['$input.body.length()', '109'],
    [
      "$input.params('id') $input.params('q') $input.params('Content-Type') [$input.params('x')]",
      '7 a b application/json []',
    ],
    ["$input.params().header.get('CONTENT-TYPE') $input.params().querystring.id", 'application/json query'],
    ['#foreach($kind in $input.params().keySet())$kind #end', 'path querystring header '],
  ])('%s', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  test('a request without a body has the body {}, and nothing in it', () => {
    expect(text("$input.body $input.json('$') [$input.path('$.a')]", { body: '' })).toBe('{} "" []');
  });

  test('a body that is no JSON can be passed on, but not taken apart', () => {
    expect(text('$input.body', { body: '<xml/>' })).toBe('<xml/>');
    expect(() => text("$input.json('$')", { body: '<xml/>' })).toThrow(BodyNotJsonError);
  });
});

test.each([
  ["$util.escapeJavaScript('it\"s')", String.raw`it\"s`],
  ["$util.escapeJavaScript($input.json('$.items'))", String.raw`[1,{\"a\":\"b\/c\"}]`],
  ['$util.escapeJavaScript("it\'s").replaceAll("\\\\\'", "\'")', "it's"],
  ['$util.parseJson(\'{"a": [1, {"b": 2}]}\').a[1].b', '2'],
  ["$util.urlEncode('a b&c=é*~')", 'a+b%26c%3D%C3%A9*%7E'],
  ["$util.urlDecode('a+b%26')", 'a b&'],
  ["$util.base64Encode('é')$util.base64Decode('w6k=')", 'w6k=é'],
  ['[$util.escapeJavaScript($missing)$util.toJson(1)]', '[]'],
  ['$context.requestId $context.identity.sourceIp $context.authorizer.claims.sub $context.nothing', 'r-1 192.0.2.1 s '],
  ["$stageVariables.table $stageVariables['table'] ${stageVariables.none}", 'jobs jobs '],
])('%s', (template, expected) => {
  expect(text(template)).toBe(expected);
});

test('what is escaped for JavaScript is what it was, as a string of JavaScript', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const escaped = escapeJavaScript(given);
      expect(escaped).toMatch(/^[\u0020-\u007f]*$/);
      expect(JSON.parse(`"${escaped.replaceAll("\\'", "'")}"`)).toBe(given);
    }),
  );
});

test('a template overrides the request and the response', () => {
  const { overrides } = renderMapping(
    `#set($context.requestOverride.header.X-Id = "a")
     #set($context.requestOverride.querystring["n"] = [1, 2])
     #set($context.requestOverride.path.proxy = $input.params('id'))
     #set($context.responseOverride.status = 404)
     #set($context.responseOverride.header.Retry-After = 5)`,
    request,
  );
  expect(overrides).toEqual({
    request: { header: { 'X-Id': ['a'] }, querystring: { n: ['1', '2'] }, path: { proxy: ['7'] } },
    response: { status: 404, header: { 'Retry-After': ['5'] } },
  });
  expect(renderMapping('', request).overrides).toEqual({
    request: { header: {}, querystring: {}, path: {} },
    response: { header: {} },
  });
});

test('a template that is no VTL, or fails, says so', () => {
  expect(() => text('#if(')).toThrow(MappingError);
  expect(() => text("$input.path('$[')")).toThrow(MappingError);
  expect(() => text("$util.parseJson('nothing')")).toThrow(MappingError);
});

describe('an API before a table of jobs', () => {
  const putJob = `{
  "TableName": "jobs",
  "Item": {
    "id": { "S": "$context.requestId" },
    "job_status": { "M": {} },
    "seconds": { "N": "$input.path('$.seconds')" },
    "version": { "N": "0" }
  }
}`;

  /** Walks a map of DynamoDB: each consumer with what it has told, commas only between what is printed. */
  const jobStatus = `#set($item = $util.parseJson($input.json('$')).Item)
{
#foreach($consumer in $item.job_status.M.entrySet())
  "$consumer.getKey()": {
#set($told = $consumer.getValue().M)
#foreach($name in ["results", "seconds", "status"])
#set($text = "$!{told.get($name).S}")
#if($text != "")
#if($name == "seconds")
    "$name": $text#if($told.status),#end
#else
    "$name": "$text"#if($name == "results" && ($told.seconds || $told.status)),#end
#end
#end
#end
  }#if($foreach.hasNext),#end
#end
}`;

  const told = (value: Readonly<Record<string, string>>) => ({
    M: Object.fromEntries(Object.entries(value).map(([name, given]) => [name, { S: given }])),
  });
  const read = (body: unknown) => JSON.parse(text(jobStatus, { body: JSON.stringify(body) })) as unknown;

  test('a job is put with the id of its request', () => {
    expect(JSON.parse(text(putJob, { body: '{"seconds": 5}' }))).toEqual({
      TableName: 'jobs',
      Item: { id: { S: 'r-1' }, job_status: { M: {} }, seconds: { N: '5' }, version: { N: '0' } },
    });
  });

  test('its state is what the consumers have told', () => {
    const job_status = {
      M: {
        one: told({ results: 'I slept', status: 'Success' }),
        two: told({ seconds: '301', status: 'Failure' }),
        three: told({ status: 'Running' }),
      },
    };
    expect(read({ Item: { id: { S: 'x' }, job_status } })).toEqual({
      one: { results: 'I slept', status: 'Success' },
      two: { seconds: 301, status: 'Failure' },
      three: { status: 'Running' },
    });
  });

  test('a new job, and none, are empty', () => {
    expect(read({ Item: { job_status: { M: {} } } })).toEqual({});
    expect(read({})).toEqual({});
  });
});
