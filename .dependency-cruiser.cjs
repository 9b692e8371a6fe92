/**
 * Who may import whom inside the runtime: one table. A folder may always import itself. Tests may import anything.
 * Everything that is not listed is forbidden.
 */
const mayImport = {
  contract: [],
  time: ['contract'],
  storage: ['contract'],
  access: ['contract'],
  gateway: ['contract', 'access/access-control'],
  inspection: ['contract'],
  execution: ['contract'],
  expressions: [],
  delivery: ['contract'],
  stacks: ['contract'],
  apps: ['contract', 'snowglobe', 'inspection', 'stacks'],
  testing: ['contract', 'snowglobe', 'apps'],
  cli: ['snowglobe', 'apps', 'inspection', 'storage/store-refused'],
};

/** Services stand alone; these few may see one part more. */
const servicesMayImport = {
  'dynamodb-streams': ['services/dynamodb/'],
  iam: ['access'],
  organizations: ['access'],
  // Web identities are proven by the same tokens as callers of APIs.
  sts: ['access', 'services/execute-api/'],
  lambda: ['execution', 'services/encryption-at-rest/'],
  cloudformation: ['stacks'],
  eventbridge: ['delivery/patterns'],
  scheduler: ['services/eventbridge/schedules/', 'services/eventbridge/undelivered/'],
  // A pipe polls as a mapping does, and fills templates as a rule does.
  pipes: [
    'delivery/',
    'services/eventbridge/(input-template|json-path|delivery-outcome)',
    // It calls API destinations as a rule does.
    'services/eventbridge/targets/(api-destination-call|send-http)',
  ],
  sns: ['delivery/patterns', 'services/encryption-at-rest/'],
  // The doors of both kinds of API, and the languages of REST APIs.
  'api-gateway': ['services/execute-api/', 'expressions/'],
  apigatewayv2: ['services/execute-api/'],
  // Services that keep data under keys of KMS.
  kms: ['services/encryption-at-rest/'],
  s3: ['services/encryption-at-rest/'],
  sqs: ['services/encryption-at-rest/'],
  kinesis: ['services/encryption-at-rest/'],
  dynamodb: ['services/encryption-at-rest/'],
  'cloudwatch-logs': ['services/encryption-at-rest/'],
};

const src = 'packages/snowglobe/src/';
/** Tests and what only they use. */
const notTests = '(\\.test\\.ts|/testing/.*|/trial/.*|test-globe\\.ts|-fakes\\.ts)$';

function only(name, from, allowed) {
  const paths = [from, ...allowed.map((path) => `${src}${path}`)].join('|');
  return {
    name,
    severity: 'error',
    from: { path: `^${from}`, pathNot: notTests },
    to: { path: `^${src}`, pathNot: `^(${paths})` },
  };
}

const parts = Object.entries(mayImport).map(([part, allowed]) => only(`${part}-imports`, `${src}${part}/`, allowed));

const lone = Object.keys(servicesMayImport).join('|');
const services = [
  {
    name: 'services-stand-alone',
    severity: 'error',
    from: { path: `^${src}services/([^/]+)/`, pathNot: `${notTests}|^${src}services/(${lone})/` },
    to: { path: `^${src}`, pathNot: `^${src}(services/$1/|contract/)` },
  },
  ...Object.entries(servicesMayImport).map(([service, allowed]) =>
    only(`${service}-imports`, `${src}services/${service}/`, ['contract/', ...allowed]),
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...parts,
    ...services,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'sdk-for-types-and-tests-only',
      severity: 'error',
      from: { path: `^${src}`, pathNot: notTests },
      to: { path: 'node_modules/@(aws-sdk|smithy)/', pathNot: 'crc64-nvme', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'systems-know-nothing-of-the-runtime',
      severity: 'error',
      from: { path: '^systems/', pathNot: '/test/' },
      to: { path: '^packages/', pathNot: '^packages/constructs/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|cdk\\.out)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
