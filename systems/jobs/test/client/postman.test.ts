import { expect, test } from 'vitest';
import collection from '../../postman/jobs.postman_collection.json' with { type: 'json' };

test('the Postman collection has a request for each method of the API, signed with temporary credentials', () => {
  const requests = collection.item.map(({ request }) => `${request.method} ${request.url}`);
  for (const path of ['POST {{apiUrl}}jobs', 'GET {{apiUrl}}jobs/{{jobId}}', 'POST {{apiUrl}}jobs/{{jobId}}/cancel']) {
    expect(requests).toContain(path);
  }
  const signing = Object.fromEntries(collection.auth.awsv4.map(({ key, value }) => [key, value]));
  expect(signing).toMatchObject({ service: 'execute-api', sessionToken: '{{roleSessionToken}}' });
});

test('every variable of the collection is declared', () => {
  const used = [...JSON.stringify(collection).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
  const declared = collection.variable.map(({ key }) => key);
  expect(declared).toEqual(expect.arrayContaining([...new Set(used)]));
});
