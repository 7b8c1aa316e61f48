import { HTTPS_URL } from '../../../lib/cluster/values/https-url';
import { checkValues } from './check';

checkValues(HTTPS_URL, {
  good: ['https://10.0.0.21:2379', 'https://[fd00::21]:2379', 'https://etcd.example:65535', 'https://etcd:1'],
  bad: ['http://10.0.0.21:2379', 'https://10.0.0.21', 'https://10.0.0.21:0', 'https://10.0.0.21:65536', 'https://10.0.0.21:2379/', 'https://fd00::21:2379', 'https://a:b@etcd:2379', 'https://etcd:2379,https://x:1', 'https://10.0.0.300:2379', 'https://[10.0.0.21:2379', 'HTTPS://etcd:2379', 'https://etcd:2379\n'],
  message: 'HA019 here: got "http://10.0.0.21:2379"; allowed: https://<address or name>:<port>; fix: write it like https://10.0.0.21:2379',
});
