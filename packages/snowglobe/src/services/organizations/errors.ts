import { AwsError } from '../../contract/aws-error.ts';

const refused = (code: string, message: string, members: Readonly<Record<string, unknown>> = {}) =>
  new AwsError(code, message, { status: 400, members });

export const notInUse = () =>
  refused('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');

export const alreadyInOrganization = () =>
  refused('AlreadyInOrganizationException', 'The provided account is already a member of an organization.');

export const notManagementAccount = () =>
  refused('AccessDeniedException', "You don't have permissions to access this resource.");

export const policyNotFound = () =>
  refused('PolicyNotFoundException', "We can't find a policy with the PolicyId that you specified.");

export const targetNotFound = () =>
  refused('TargetNotFoundException', "We can't find a root, OU, or account with the TargetId that you specified.");

export const parentNotFound = () =>
  refused('ParentNotFoundException', "We can't find a root or OU with the ParentId that you specified.");

export const rootNotFound = () =>
  refused('RootNotFoundException', "We can't find a root with the RootId that you specified.");

export const unitNotFound = () =>
  refused(
    'OrganizationalUnitNotFoundException',
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  );

export const unitNotEmpty = () =>
  refused(
    'OrganizationalUnitNotEmptyException',
    'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
  );

export const organizationNotEmpty = () =>
  refused(
    'OrganizationNotEmptyException',
    "The organization isn't empty. To delete an organization, you must first remove all accounts except the management account, delete all OUs, and delete all policies.",
  );

export const accountNotFound = () =>
  refused(
    'AccountNotFoundException',
    "We can't find an Amazon Web Services account with the AccountId that you specified, or the account whose credentials you used to make this request isn't a member of an organization.",
  );

export const accountStatusNotFound = () =>
  refused(
    'CreateAccountStatusNotFoundException',
    "We can't find an create account request with the CreateAccountRequestId that you specified.",
  );

export const handshakeNotFound = () =>
  refused('HandshakeNotFoundException', "We can't find a handshake with the HandshakeId that you specified.");

export const duplicatePolicy = () => refused('DuplicatePolicyException', 'A policy with the same name already exists.');

export const duplicateUnit = () =>
  refused('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');

export const duplicateAttachment = () =>
  refused('DuplicatePolicyAttachmentException', 'The selected policy is already attached to the specified target.');

export const policyNotAttached = () =>
  refused('PolicyNotAttachedException', "The policy isn't attached to the specified target in the specified root.");

export const policyInUse = () =>
  refused(
    'PolicyInUseException',
    'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
  );

export const policyTypeNotEnabled = () =>
  refused(
    'PolicyTypeNotEnabledException',
    "The specified policy type isn't currently enabled in this root. You can't attach policies of the specified type to entities in a root until you enable that type in the root.",
  );

export const policyTypeAlreadyEnabled = () =>
  refused('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled in the specified root.');

export const malformedPolicy = () =>
  refused(
    'MalformedPolicyDocumentException',
    'The provided policy document does not meet the requirements of the specified policy type.',
  );

export const lastPolicy = () =>
  refused(
    'ConstraintViolationException',
    'You cannot remove the last policy attached to the specified target. You must have at least one policy attached at all times.',
    { Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
  );

export const awsManagedPolicy = () =>
  refused('AccessDeniedException', "You don't have permissions to change an Amazon Web Services managed policy.");

export const unsupportedPolicyType = (type: string) =>
  refused('PolicyTypeNotAvailableForOrganizationException', `Snowglobe does not support policies of type ${type}.`);

export const invalidToken = () =>
  refused('InvalidInputException', 'The pagination token is invalid.', { Reason: 'INVALID_NEXT_TOKEN' });
