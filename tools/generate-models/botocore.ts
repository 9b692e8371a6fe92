import { execFileSync } from 'node:child_process';

/** The part of botocore's service descriptions that the generator uses. */
export interface BotocoreShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, BotocoreMember>>;
  readonly member?: BotocoreMember;
  readonly key?: BotocoreMember;
  readonly value?: BotocoreMember;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface BotocoreMember {
  readonly shape: string;
}

export interface BotocoreOperation {
  readonly input?: BotocoreMember;
  readonly output?: BotocoreMember;
}

export interface BotocoreService {
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly endpointPrefix: string;
    readonly signingName?: string;
  };
  readonly operations: Readonly<Record<string, BotocoreOperation>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

const dump = `
import json, sys, botocore.loaders
model = botocore.loaders.Loader().load_service_model(sys.argv[1], 'service-2')
for part in (*model['shapes'].values(), *model['operations'].values()):
    part.pop('documentation', None)
json.dump(model, sys.stdout)
`;

/** Reads a service description of the installed Python botocore. */
export function readBotocore(name: string): BotocoreService {
  const text = execFileSync('python3', ['-c', dump, name], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(text) as BotocoreService;
}
