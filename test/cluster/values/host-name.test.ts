import { HOST_NAME } from '../../../lib/cluster/values/host-name';
import { checkValues } from './check';

checkValues(HOST_NAME, {
  good: ['10.0.0.1', 'fd00::1', 'api.example.com', 'api', '1a.example'],
  bad: ['https://api.example.com', '', 'api.example.com:6443', 'api.example.com/', '10.0.0', '10.0.0.1.5', '10.0.0.256', '[fd00::1]', 'fd00::1%eth0', 'API', 'a_b', '*.example.com', 'a'.repeat(64), 'api\n', 'api.'],
  message: 'HA018 here: got "https://api.example.com"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
});
