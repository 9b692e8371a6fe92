import type { User } from '@aws-sdk/client-iam';
import { type UserRow, users } from '../../access/tables.ts';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Store } from '../../contract/store.ts';
import type { Collection } from '../../contract/table.ts';
import { mustNameUser, noSuchUser } from './errors.ts';
import { tagList } from './tags.ts';
import { wholeSeconds } from './whole-seconds.ts';

export function usersOf(call: Call): Collection<UserRow> {
  return call.globe.store.collection(users, globalScope(call.scope.account));
}

/** The user of that name; throws NoSuchEntity. */
export function userNamed(call: Call, name: string | undefined): UserRow {
  const user = usersOf(call).get((name ?? '').toLowerCase());
  if (!user) throw noSuchUser(name ?? '');
  return user;
}

/** The user that is named, or the caller. */
export function userOrCaller(call: Call, name: string | undefined): UserRow {
  return userNamed(call, userNameOrCaller(call, name));
}

function userNameOrCaller(call: Call, name: string | undefined): string {
  if (name !== undefined) return name;
  if (call.caller.kind === 'user') return call.caller.userName;
  throw mustNameUser();
}

export function userByArn(store: Store, arn: string): UserRow | undefined {
  const parsed = parseArn(arn);
  const name = parsed?.resource.split('/').at(-1);
  if (!parsed || !name) return undefined;
  const row = store.collection(users, globalScope(parsed.account)).get(name.toLowerCase());
  return row?.arn === arn ? row : undefined;
}

/** As the API shows it. */
export function describeUser(user: UserRow): User {
  return {
    Path: user.path,
    UserName: user.userName,
    UserId: user.userId,
    Arn: user.arn,
    CreateDate: wholeSeconds(user.createdAt),
    ...(user.boundaryArn !== undefined && {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
        PermissionsBoundaryArn: user.boundaryArn,
      },
    }),
    ...(Object.keys(user.tags).length > 0 && { Tags: tagList(user.tags) }),
  };
}

export function describeListedUser(user: UserRow): User {
  const { Tags: _tags, PermissionsBoundary: _boundary, ...rest } = describeUser(user);
  return rest;
}
