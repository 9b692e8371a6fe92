import { Fn, Stack } from 'aws-cdk-lib';
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { CustomDomain as CustomDomainConfiguration } from './configuration.ts';
import type { HttpEntrance } from './http-entrance.ts';

export interface CustomDomainProps extends CustomDomainConfiguration {
  readonly entrance: HttpEntrance;
  readonly standby: boolean;
}

/**
 * One name for all regions. Route 53 sends everybody to the primary region and, while its health check fails, to the
 * standby: so a task is written in one region at a time.
 */
export class CustomDomain extends Construct {
  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    const certificateArn = props.certificateArns[region];
    if (certificateArn === undefined)
      throw new Error(`customDomain.certificateArns names no certificate for ${region}`);
    const domain = new DomainName(this, 'DomainName', {
      domainName: props.domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new ApiMapping(this, 'Mapping', { api: props.entrance.api, domainName: domain, stage: props.entrance.stage });
    const health = new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: Fn.select(2, Fn.split('/', props.entrance.api.apiEndpoint)),
        resourcePath: '/tasks?limit=1',
        requestInterval: 30,
        failureThreshold: 3,
      },
    });
    new CfnRecordSet(this, 'Record', {
      hostedZoneId: props.hostedZoneId,
      name: props.domainName,
      type: 'A',
      setIdentifier: region,
      failover: props.standby ? 'SECONDARY' : 'PRIMARY',
      healthCheckId: health.ref,
      aliasTarget: { dnsName: domain.regionalDomainName, hostedZoneId: domain.regionalHostedZoneId },
    });
  }
}
