import type { AnyOperation } from '../../contract/operation.ts';
import { createPipe } from './operations/create-pipe.ts';
import { deletePipe } from './operations/delete-pipe.ts';
import { describePipe } from './operations/describe-pipe.ts';
import { listPipes } from './operations/list-pipes.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { startPipe } from './operations/start-pipe.ts';
import { stopPipe } from './operations/stop-pipe.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updatePipe } from './operations/update-pipe.ts';

export const operations = {
  CreatePipe: createPipe,
  DeletePipe: deletePipe,
  DescribePipe: describePipe,
  ListPipes: listPipes,
  ListTagsForResource: listTagsForResource,
  StartPipe: startPipe,
  StopPipe: stopPipe,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePipe: updatePipe,
} satisfies Readonly<Record<string, AnyOperation>>;
