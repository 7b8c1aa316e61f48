// The library needs the metadata of its decorators before it is loaded.
import 'reflect-metadata';
import { webcrypto } from 'crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

/** The X.509 library, on the platform's WebCrypto. */
export { x509 };
