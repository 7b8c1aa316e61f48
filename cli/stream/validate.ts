import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { packageRoot } from '../command/package-root';
import { Document } from './documents';

/** Group and version of our own kinds. */
export const OUR_API_VERSION = 'ha-cluster.local/v1alpha1';

/** Our kinds and the files of their schemas. */
const SCHEMAS: Record<string, string> = {
  Cluster: 'cluster',
  Host: 'host',
  HostFile: 'host-file',
  HostDirectory: 'host-directory',
  Certificate: 'certificate',
  Kubeconfig: 'kubeconfig',
  SecretKey: 'secret-key',
};

/** The schemas themselves are checked by this project's tests: to do it again in every command would take longer than all that they are for. */
const AJV = new Ajv2020({ allErrors: true, strict: false, validateSchema: false });

const compiled = new Map<string, ValidateFunction>();

/** Whether an object is of our own group. */
export function isOurs(object: Record<string, unknown>): boolean {
  return typeof object.apiVersion === 'string' && object.apiVersion.startsWith('ha-cluster.local/');
}

/** What is wrong with an object of our group by the schema of its kind; nothing for other groups. */
export function schemaProblems({ place, object }: Document): string[] {
  if (!isOurs(object)) return [];
  const kind = String(object.kind);
  if (object.apiVersion !== OUR_API_VERSION || !(kind in SCHEMAS)) {
    const allowed = `${OUR_API_VERSION} with kind ${Object.keys(SCHEMAS).join(', ')}`;
    return [`${place}: got ${String(object.apiVersion)} ${kind}; allowed: ${allowed}; fix: synthesise with the version of cdk8s-ha-cluster that this command is of`];
  }
  const validate = validatorOf(kind);
  if (validate(object)) return [];
  return (validate.errors ?? []).filter(tells).map((error) => `${place}: ${kind} ${nameOf(object)}: ${fieldOf(error)} ${error.message}`);
}

function validatorOf(kind: string): ValidateFunction {
  let validate = compiled.get(kind);
  if (!validate) {
    const schema = JSON.parse(readFileSync(join(packageRoot(), 'schemas', `${SCHEMAS[kind]}.schema.json`), 'utf8'));
    validate = AJV.compile(schema) as ValidateFunction;
    compiled.set(kind, validate);
  }
  return validate;
}

/** The errors of combining keywords only repeat what their parts say. */
function tells({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const field = instancePath.slice(1).replace(/\//g, '.') || 'the object';
  return 'additionalProperty' in params ? `${field} (${params.additionalProperty})` : field;
}

function nameOf(object: Record<string, unknown>): string {
  const { metadata } = object as { metadata?: { name?: unknown } };
  return String(metadata?.name);
}
