const proxy = (functionArn: string) => ({
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
});

/** An integration that answers with a text. */
export const mock = (text: string) => ({
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: { default: { statusCode: 200, responseTemplates: { 'application/json': text } } },
});

const components = (functionArn: string) => ({
  parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
  schemas: {
    Pet: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', example: 'Rex' }, owner: { $ref: '#/components/schemas/Owner' } },
    },
    Owner: { type: 'object', properties: { example: { type: 'string' } } },
  },
  securitySchemes: {
    key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
    sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    custom: {
      type: 'apiKey',
      name: 'X-Token',
      in: 'header',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri: proxy(functionArn).uri,
        authorizerResultTtlInSeconds: 60,
      },
    },
  },
});

/** A document with a bit of everything; a function answers some of its methods. */
export const pets = (functionArn: string) => ({
  openapi: '3.0.1',
  info: { title: 'pets', version: '2024-01-01', description: 'All about pets' },
  servers: [{ url: 'https://example.com/{basePath}', variables: { basePath: { default: '/v1' } } }],
  components: components(functionArn),
  'x-amazon-apigateway-request-validators': {
    body: { validateRequestBody: true, validateRequestParameters: false },
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
  'x-amazon-apigateway-request-validator': 'body',
  'x-amazon-apigateway-binary-media-types': ['image/png'],
  'x-amazon-apigateway-gateway-responses': {
    BAD_REQUEST_BODY: { statusCode: 422, responseTemplates: { 'application/json': '{"oops": true}' } },
  },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': mock('[]'),
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
        'x-amazon-apigateway-integration': proxy(functionArn),
      },
    },
    '/pets/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
        'x-amazon-apigateway-request-validator': 'all',
        responses: {},
        'x-amazon-apigateway-integration': proxy(functionArn),
      },
      delete: { security: [{ sigv4: [] }], 'x-amazon-apigateway-integration': mock('gone') },
      put: { security: [{ custom: [], key: [] }], 'x-amazon-apigateway-integration': mock('put') },
    },
    '/files/{proxy+}': { 'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': proxy(functionArn) } },
  },
});
