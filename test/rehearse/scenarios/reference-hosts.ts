/** The control planes of the reference blueprint. */
export const CONTROL_PLANES = ['cp-1', 'cp-2', 'cp-3'];

/** All its hosts. */
export const HOSTS = [...CONTROL_PLANES, 'worker-1'];

/** Their addresses. */
export const ADDRESS: Record<string, string> = { 'cp-1': '10.0.0.11', 'cp-2': '10.0.0.12', 'cp-3': '10.0.0.13' };

/** Where its clients find the API. */
export const ENDPOINT = 'https://10.0.0.100:8443';
