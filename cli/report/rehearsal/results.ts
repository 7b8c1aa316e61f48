import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv2020, { ErrorObject } from 'ajv/dist/2020';
import { ClusterModel, describeFailure, Failure, Service } from '../../../lib/availability/model';
import { InputError } from '../../command/errors';
import { packageRoot } from '../../command/package-root';

/** What was measured of one service after one failure. */
export interface Measurement {
  readonly failure: Failure;
  readonly service: Service;
  /** Milliseconds; at least one. */
  readonly runs: number[];
}

/** The file of a rehearsal; `schemas/rehearsal-results.schema.json` describes it. */
interface Results {
  readonly version: 1;
  readonly cluster: string;
  readonly results: Measurement[];
}

const FIX = 'give the file that the rehearsal of this cluster wrote';

/**
 * What was measured on a cluster.
 *
 * @param file JSON
 * @throws InputError that lists every problem: a file that cannot be read or does not fit the schema, another cluster, hosts that it does not have
 */
export function readResults(file: string, model: ClusterModel): Measurement[] {
  const results = parse(file);
  const problems = schemaProblems(results);
  if (problems.length > 0) throw new InputError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  const { cluster, results: measurements } = results as Results;
  if (cluster !== model.name) throw new InputError(`${file}: cluster: got ${cluster}; allowed: ${model.name}; fix: ${FIX}`);
  const strange = measurements.flatMap(({ failure }, index) =>
    strangeNames(failure, model).map((said) => `${file}: results.${index}.failure: ${said}`),
  );
  if (strange.length > 0) throw new InputError(strange.join('\n'));
  return measurements;
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(`--rehearsal: got ${file}, which cannot be read (${code}); allowed: a file of JSON; fix: ${FIX}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${file}: got something else than JSON; allowed: what schemas/rehearsal-results.schema.json describes; fix: ${FIX}`);
  }
}

/** What does not fit the schema, a line each. */
export function schemaProblems(results: unknown): string[] {
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'schemas', 'rehearsal-results.schema.json'), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  if (validate(results)) return [];
  const telling = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return telling.map((error) => `${placeOf(error)}: got ${shown(valueAt(results, error.instancePath))}; allowed: ${allowed(error)}; fix: ${FIX}`);
}

function placeOf({ instancePath }: ErrorObject): string {
  return instancePath.slice(1).replace(/\//g, '.') || 'the file';
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function allowed({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'enum':
      return (params.allowedValues as unknown[]).join(', ');
    case 'required':
      return `an object with ${params.missingProperty}`;
    case 'additionalProperties':
      return `an object without ${params.additionalProperty}`;
    default:
      return `a value that ${message}`;
  }
}

/** Hosts, zones and programs of a failure that the cluster does not have. */
function strangeNames(failure: Failure, { hosts }: ClusterModel): string[] {
  const names = hosts.map(({ name }) => name);
  const unknown = (host: string) => (names.includes(host) ? [] : [`host: got ${shown(host)}; allowed: ${names.join(', ')}; fix: ${FIX}`]);
  if (failure.kind === 'partition') return failure.groups.flat().flatMap(unknown);
  if (failure.kind === 'zone') {
    const zones = [...new Set(hosts.flatMap(({ zone }) => zone ?? []))];
    return zones.includes(failure.zone)
      ? []
      : [`zone: got ${shown(failure.zone)}; allowed: ${zones.join(', ') || 'none, because no zones are known'}; fix: ${FIX}`];
  }
  if (!('host' in failure)) return [];
  const host = hosts.find(({ name }) => name === failure.host);
  if (host && 'process' in failure && !host.processes.includes(failure.process)) {
    return [
      `process: got ${failure.process}, which ${failure.host} does not run (${describeFailure(failure)}); allowed: ${host.processes.join(', ')}; fix: ${FIX}`,
    ];
  }
  return unknown(failure.host);
}
