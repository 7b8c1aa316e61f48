import { SCRIPT_WEIGHT } from '../../../lib/availability/rules/script-weight';
import { KEEPALIVED, keepalivedText } from '../front-end-files';
import { clusterOf, faults, says } from '../rendered-objects';

function cluster(weight: number, ...priorities: number[]) {
  const text = (priority: number) => keepalivedText({ priority, instance: ['virtual_router_id 1'], script: ['script "/bin/x"', `weight ${weight}`] });
  return clusterOf(Object.fromEntries(priorities.map((priority, index) => [`cp-${index + 1}`, { files: { [KEEPALIVED]: text(priority) } }])));
}

test('a weight that leaves a failing host above its last peer', () => {
  expect(says(SCRIPT_WEIGHT, cluster(-2, 101, 100, 99))).toEqual([
    "HA211 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api track_script haproxy weight: got -2; allowed: at most -3, which takes priority 101 below the lowest peer's 99; or 0; " +
      'fix: raise the weight, bring the priorities closer together, or leave the weight out: weight 0 gives the address away at once',
  ]);
});

test('one more is enough', () => {
  expect(says(SCRIPT_WEIGHT, cluster(-3, 101, 100, 99))).toEqual([]);
});

test("the guide's two hosts are good, and so are weight 0 and a host alone", () => {
  expect([cluster(-2, 101, 100), cluster(0, 200, 100), cluster(-1, 100)].map((given) => faults(SCRIPT_WEIGHT, given))).toEqual([[], [], []]);
});
