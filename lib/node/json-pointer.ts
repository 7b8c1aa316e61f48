import { JsonPatch } from 'cdk8s';

/** One RFC 6902 operation, as cdk8s keeps it. */
export interface JsonOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** The operation behind a cdk8s patch, which has no public accessor. */
export function operationOf(patch: JsonPatch): JsonOperation {
  return (patch as unknown as { operation: JsonOperation }).operation;
}

/** Whether a JSON pointer (RFC 6901) names something in the document. */
export function matches(document: unknown, pointer: string): boolean {
  return valueAt(document, pointer) !== undefined;
}

/** What a JSON pointer names in the document; undefined where it names nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let here: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof here !== 'object' || here === null || !Object.prototype.hasOwnProperty.call(here, key)) return undefined;
    if (Array.isArray(here) && !/^\d+$/.test(key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}
