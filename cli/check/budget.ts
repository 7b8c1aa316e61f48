import { Service, SERVICES } from '../../lib/availability/model/survey';
import { goMillis } from '../../lib/availability/read/durations';
import { InputError } from '../command/errors';

/** The longest that each service may be away after a single failure, in milliseconds. */
export type Budget = ReadonlyMap<Service, number>;

const FIX = 'as in --budget api=2s,controllers=20s';

/**
 * Reads `api=2s,controllers=20s`.
 *
 * @param texts names of services with a time each, separated by commas
 * @throws InputError for names and times that do not exist, and for a service that is named twice
 */
export function parseBudget(texts: string[]): Budget {
  const budget = new Map<Service, number>();
  for (const part of texts.flatMap((text) => text.split(','))) {
    const [, name = '', time = ''] = /^([^=]*)=(.*)$/.exec(part) ?? [];
    const service = SERVICES.find((known) => known === name.trim());
    if (!service) throw new InputError(`--budget: got ${JSON.stringify(part)}; allowed: ${SERVICES.join(', ')}, each with = and a time; fix: ${FIX}`);
    if (budget.has(service)) throw new InputError(`--budget: got ${service} twice; allowed: each service once; fix: remove one of them`);
    budget.set(service, millisFrom(service, time.trim()));
  }
  return budget;
}

function millisFrom(service: Service, time: string): number {
  const millis = goMillis(time);
  if (millis !== undefined && millis > 0) return millis;
  throw new InputError(`--budget ${service}: got ${JSON.stringify(time)}; allowed: a time above zero such as 500ms, 2s or 1m30s; fix: ${FIX}`);
}
