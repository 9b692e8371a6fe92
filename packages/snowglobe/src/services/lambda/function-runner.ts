import type { FunctionRunner } from '../../contract/function-runner.ts';
import type { Globe } from '../../contract/globe.ts';
import { enqueueInvocation } from './async-queue.ts';
import { requireVersion } from './function.ts';
import { functionAddress } from './function-name.ts';
import { lambdaRuntime } from './lambda-runtime.ts';

const nowhere = { account: '', region: '' };

/** Runs functions for the other parts of the globe. */
export function createFunctionRunner(globe: Globe): FunctionRunner {
  return {
    async invoke(functionArn, payload, cause) {
      return lambdaRuntime(globe).invoke(functionAddress(functionArn, nowhere), { payload, cause });
    },
    async invokeLater(functionArn, payload, cause) {
      const address = functionAddress(functionArn, nowhere);
      requireVersion(globe, address);
      const requestId = globe.random.uuid();
      globe.store.step(globe.causes.begin('delivery', `invoke ${address.name} later`, cause), () =>
        enqueueInvocation(globe, address, { payload, cause, requestId }),
      );
      await globe.store.flushed();
    },
  };
}
