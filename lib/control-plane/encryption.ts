import { Yaml } from 'cdk8s';
import { placeholder, SecretKind, SecretPart } from '../node/host-file';

/** Name of the planned encryption key. */
export const ENCRYPTION_KEY = 'encryption-1';

/**
 * Secrets are written encrypted, and still read where they are not.
 *
 * secretbox: authenticated, fast, and the strongest that needs no key server.
 */
export function renderEncryption(): string {
  return Yaml.stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [
      {
        resources: ['secrets'],
        providers: [
          {
            secretbox: {
              keys: [{ name: ENCRYPTION_KEY, secret: placeholder({ kind: SecretKind.SECRET_KEY, name: ENCRYPTION_KEY, part: SecretPart.KEY }) }],
            },
          },
          { identity: {} },
        ],
      },
    ],
  });
}
