/** Who acts. */
export type Principal =
  /** The account's root: everything is allowed except explicit denials of resource policies on others' resources. */
  | { readonly kind: 'root'; readonly account: string }
  | {
      readonly kind: 'user';
      readonly account: string;
      readonly userName: string;
      readonly arn: string;
      readonly userId: string;
      /** Epoch ms at which its temporary credentials were issued; absent for long-term keys. */
      readonly tokenIssuedAt?: number;
      /** A federated user (GetFederationToken): `arn` and `userId` are then its own, `userName` is whose permissions it narrows ('' for root's). */
      readonly federatedName?: string;
      readonly sessionPolicies?: readonly string[];
      readonly sessionTags?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'assumed-role';
      readonly account: string;
      readonly roleName: string;
      readonly roleArn: string;
      readonly sessionName: string;
      /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` */
      readonly arn: string;
      /** `AROA...:SESSION` */
      readonly userId: string;
      readonly sessionPolicies?: readonly string[];
      readonly sessionTags?: Readonly<Record<string, string>>;
      /** The session tags that go on to the roles which the session assumes in turn. */
      readonly transitiveTagKeys?: readonly string[];
      readonly sourceIdentity?: string;
      /** Epoch ms at which its temporary credentials were issued. */
      readonly tokenIssuedAt?: number;
      /** Where a web identity came from, with the condition keys that its token gave (`issuer:sub`). */
      readonly federation?: {
        readonly provider: string;
        readonly keys: Readonly<Record<string, string | readonly string[]>>;
      };
    }
  /** An AWS service acting in its own name, for example `lambda.amazonaws.com`. */
  | { readonly kind: 'service'; readonly service: string; readonly account: string; readonly sourceArn?: string }
  | { readonly kind: 'anonymous'; readonly account: string };

/** One question that access control must answer before an operation runs. */
export interface AccessRequest {
  /** `sqs:SendMessage` */
  readonly action: string;
  /** The resource's ARN, or `*`. */
  readonly resource: string;
  /** Condition keys beyond the global ones, for example `s3:prefix`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy (JSON text), when it has one. */
  readonly resourcePolicy?: string | undefined;
  /** The owner of the resource, where its ARN names none (S3). Default: the account in the ARN, else the one addressed. */
  readonly resourceAccount?: string | undefined;
  /** True where identity policies count only if the resource's policy lets them: KMS keys, the trust policies of roles. */
  readonly resourcePolicyMustAllow?: boolean;
}
