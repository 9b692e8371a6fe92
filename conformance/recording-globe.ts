import type { AccessControl } from '../packages/snowglobe/src/access/access-control.ts';
import type { Globe } from '../packages/snowglobe/src/contract/globe.ts';
import type { Call } from '../packages/snowglobe/src/contract/operation.ts';
import type { Service } from '../packages/snowglobe/src/contract/service.ts';
import { createGateway, type Gateway } from '../packages/snowglobe/src/gateway/create-gateway.ts';
import { loadModel, modelledServices } from '../packages/snowglobe/src/gateway/models.ts';

export type Handler = (service: string, operation: string, input: Record<string, unknown>, call: Call) => unknown;

/** A gateway before services that are nothing but one function. */
export interface RecordingGlobe {
  readonly gateway: Gateway;
  readonly endpoint: string;
  readonly port: number;
  /** What every operation does. */
  handler: Handler;
  readonly faults: { readonly where: string; readonly error: unknown }[];
  /** Epoch ms; what signatures are compared with. */
  now: () => number;
  close(): Promise<void>;
}

export interface RecordingOptions {
  readonly access?: Partial<AccessControl>;
  readonly strictSignatures?: boolean;
  readonly services?: readonly Service[];
  /** Default: false, because random values satisfy no pattern. */
  readonly validates?: boolean;
}

const root = { kind: 'root', account: '000000000000' } as const;

const openAccess: AccessControl = {
  principalFor: () => ({ principal: root }),
  authorize: () => {},
  decideAtDoor: () => ({ allowed: true }),
  noteKeyUse: () => {},
  noteDenial: () => {},
};

function recordingService(id: string, handle: Handler): Service {
  const names = loadModel(id).operationNames;
  return {
    id,
    tables: [],
    operations: Object.fromEntries(
      names.map((name) => [name, (input: Record<string, unknown>, call: Call) => handle(id, name, input, call)]),
    ),
    access: Object.fromEntries(names.map((name) => [name, () => []])),
  };
}

/** The few parts of a globe that a gateway touches. */
function quietGlobe(report: Globe['reportFault'], now: () => number): Globe {
  let ids = 0;
  const parts: Partial<Globe> = {
    endpoint: '',
    reportFault: report,
    clock: { now, held: false, shared: new SharedArrayBuffer(16) },
    activity: { begin: () => () => {} },
    causes: {
      begin: (kind, label, parent) => ({
        id: '0'.repeat(16),
        trace: parent?.trace ?? '1-00000000-0',
        kind,
        label,
        at: now(),
      }),
    },
    store: {
      step: (_cause: unknown, work: () => unknown) => work(),
      flushed: () => undefined,
    } as unknown as Globe['store'],
    random: {
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      hex: (digits: number) => String(++ids).padStart(digits, '0'),
    } as unknown as Globe['random'],
  };
  return parts as Globe;
}

/** Starts a gateway whose every operation is answered by `handler`. */
export async function startRecordingGlobe(options: RecordingOptions = {}): Promise<RecordingGlobe> {
  const faults: RecordingGlobe['faults'] = [];
  const globe = quietGlobe(
    (where, error) => void faults.push({ where, error }),
    () => recording.now(),
  );
  const services =
    options.services ??
    [...modelledServices().keys()].map((id) =>
      recordingService(id, (service, operation, input, call) => recording.handler(service, operation, input, call)),
    );
  const gateway = createGateway({
    globe,
    services,
    access: { ...openAccess, ...options.access },
    strictSignatures: options.strictSignatures ?? false,
    ...(options.validates ? {} : { validate: () => {} }),
  });
  const { port } = await gateway.listen(0, '127.0.0.1');
  const recording: RecordingGlobe = {
    gateway,
    port,
    endpoint: `http://127.0.0.1:${port}`,
    handler: () => ({}),
    faults,
    now: () => Date.now(),
    close: () => gateway.close(),
  };
  return recording;
}
