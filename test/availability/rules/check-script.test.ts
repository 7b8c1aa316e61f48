import { CHECK_SCRIPT } from '../../../lib/availability/rules/check-script';
import { KEEPALIVED, keepalivedText, KeepalivedText, SCRIPT } from '../front-end-files';
import { clusterOf, faults, says } from '../rendered-objects';

function cluster(text: KeepalivedText, script: string | null = '#!/bin/sh\nwget -q http://127.0.0.1:8444/readyz\n') {
  return clusterOf({ 'cp-1': { files: { [KEEPALIVED]: keepalivedText(text), ...(script === null ? {} : { [SCRIPT]: script }) } } });
}

const FILE = 'HA214 cp-1 /etc/keepalived/keepalived.conf';

test('an instance that follows no check', () => {
  expect(says(CHECK_SCRIPT, cluster({ track: '' }))).toEqual([
    `${FILE} vrrp_instance api track_script: got nothing; allowed: at least one check script; ` +
      'fix: track a script that asks the balancer of this host by its loopback address, and give it a timeout within its interval',
  ]);
});

test('an instance that follows a check that does not exist', () => {
  expect(faults(CHECK_SCRIPT, cluster({ track: 'track_script {\nproxy\n}' }))).toEqual([`${FILE} vrrp_instance api track_script: got proxy; allowed: the name of a vrrp_script`]);
});

test('a check that may run longer than its interval', () => {
  expect(faults(CHECK_SCRIPT, cluster({ script: [`script "${SCRIPT}"`, 'interval 1', 'timeout 2'] }))).toEqual([
    `${FILE} vrrp_script haproxy timeout: got 2s; allowed: at most the interval of 1s`,
  ]);
});

test('a check of the virtual IP, in the script or on its command line', () => {
  const message = `${FILE} vrrp_script haproxy script: got a check of 10.0.0.100, the virtual IP; allowed: a check of this host`;
  expect(faults(CHECK_SCRIPT, cluster({}, '#!/bin/sh\ncurl -fk https://10.0.0.100:8443/readyz\n'))).toEqual([message]);
  expect(faults(CHECK_SCRIPT, cluster({ script: [`script "${SCRIPT} 10.0.0.100"`] }))).toEqual([message]);
});

test('a script that nobody provides, and one without a command', () => {
  expect(faults(CHECK_SCRIPT, cluster({}, null))).toEqual([`${FILE} vrrp_script haproxy script: got ${SCRIPT}; allowed: a script that a HostFile of this host provides`]);
  expect(faults(CHECK_SCRIPT, cluster({ script: [] }))).toEqual([`${FILE} vrrp_script haproxy script: got nothing; allowed: a command`]);
});

test.each([
  ['wget http://10.0.0.1:8444/'],
  ['wget http://110.0.0.100:8444/'],
  ['wget http://10.0.0.1001/'],
  ['# never ask 10.0.0.100\nwget http://127.0.0.1/'],
])('%j does not ask the virtual IP', (script) => {
  expect(says(CHECK_SCRIPT, cluster({}, script))).toEqual([]);
});

test('a timeout of exactly the interval is good', () => {
  expect(says(CHECK_SCRIPT, cluster({ script: [`script "${SCRIPT}"`, 'interval 2', 'timeout 2'] }))).toEqual([]);
});
