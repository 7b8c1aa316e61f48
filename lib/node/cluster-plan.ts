import { Construct } from 'constructs';
import { API_VERSION, LOCAL_CONFIG } from './kinds';
import { PatchableObject } from './patchable-object';

/** What no file of a host says about its cluster. */
export interface ClusterPlanProps {
  readonly name: string;
  readonly version: string;
  readonly etcd: { readonly topology: string; readonly endpoints: string[] };
  readonly endpoint?: { readonly kind: string; readonly host: string; readonly port: number; readonly neighbourRouterIds: number[] };
  readonly networks: { readonly nodes: string[]; readonly pods: string[]; readonly services: string[]; readonly domain: string };
  readonly timing: string;
  readonly acknowledgements: { readonly rule: string; readonly reason: string; readonly host?: string }[];
}

/** The object of kind Cluster. */
export class ClusterPlan extends PatchableObject {
  constructor(scope: Construct, id: string, props: ClusterPlanProps) {
    const { name, ...spec } = props;
    super(scope, id, { apiVersion: API_VERSION, kind: 'Cluster', metadata: { name, annotations: LOCAL_CONFIG }, spec } as any);
  }
}
