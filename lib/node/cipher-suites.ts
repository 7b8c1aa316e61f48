const TLS12 = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** The suites that every benchmark since cis-1.8 allows: forward secrecy and authenticated encryption only. */
export const CIPHER_SUITES = {
  /** For TLS 1.2; the three suites of TLS 1.3 cannot be switched off and need not be named. */
  tls12: TLS12,
};
