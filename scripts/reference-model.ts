import { join } from 'path';
import { readObserved } from '../cli/stream/observed';
import {
  assess,
  Assessment,
  Client,
  ClusterModel,
  describeFailure,
  Failure,
  modelOf,
  singleFailures,
  Survey,
  surveyOf,
  Time,
} from '../lib/availability/model';
import { expiries } from '../lib/availability/model/single-failures';

/** The YAML of the reference blueprint. */
export const DIST = join(__dirname, '..', 'dist');

/** The reference blueprint as the failure model sees it. */
export class Reference {
  public readonly model: ClusterModel = modelOf(readObserved({ dist: DIST })[0]!);
  public readonly survey: Survey = surveyOf(this.model);

  /**
   * What a single failure does.
   *
   * @param words as in `cp-1 lost`
   */
  public after(words: string): Assessment {
    return assess(this.model, [this.failure(words)]);
  }

  /** How long one kind of client waits after a failure, with new connections or with open ones. */
  public wait(words: string, client: Client, connections: 'new' | 'open'): Time {
    const answer = this.after(words).clients.find((each) => each.client === client);
    if (!answer) throw new Error(`the reference blueprint has no ${client}`);
    return connections === 'new' ? answer.interruption : answer.openConnections;
  }

  private failure(words: string): Failure {
    const found = [...singleFailures(this.model), ...expiries(this.model)].find((failure) => describeFailure(failure) === words);
    if (!found) throw new Error(`no single failure is called "${words}"`);
    return found;
  }
}
