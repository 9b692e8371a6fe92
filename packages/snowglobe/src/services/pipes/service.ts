import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { operations } from './operations.ts';
import { startPipes, stopPipes } from './pipe-pollers.ts';
import { pipeType } from './resource-types/pipe.ts';
import { tables } from './tables.ts';

export const pipes: Service = {
  id: 'pipes',
  tables,
  operations,
  access,
  resourceTypes: [pipeType],
  resume: startPipes,
  stop: stopPipes,
};
