import { Construct } from 'constructs';

/**
 * Makes synth say what is wrong with a construct.
 *
 * Without problems nothing is registered: cdk8s asks every validation once for each chart of the app.
 */
export function report(construct: Construct, problems: string[]): void {
  if (problems.length > 0) construct.node.addValidation({ validate: () => problems });
}
