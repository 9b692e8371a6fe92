import type {
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { authorizationDetails, type DetailLists } from '../authorization-details.ts';
import { pageOf } from '../paging.ts';

export const getAccountAuthorizationDetails: Operation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
> = (input, call) => {
  const { Filter: filter = [] } = input;
  const wanted = authorizationDetails(call).filter(({ type }) => filter.length === 0 || filter.includes(type));
  const { items, ...page } = pageOf(wanted, ({ key }) => key, input);
  const lists: DetailLists = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
  for (const item of items) item.addTo(lists);
  return { ...lists, ...page };
};
