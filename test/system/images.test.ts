import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { homedir, networkInterfaces, tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { Duration } from 'cdk8s';
import { renderCheckHaproxy } from '../../lib/front-end/check-haproxy';
import { hostFiles, render, RenderedObject } from './blueprints';
import { until } from './boot/until';
import { PrivateContainerd } from './private-containerd';

const ROOT = join(__dirname, '..', '..');
const BUILD = join(ROOT, 'rehearsal', 'images', 'build.sh');
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-ha-cluster');

/** The first time packages are fetched and etcd is compiled. */
const BUILDING = 10 * 60_000;

/** Containers start in a fraction of a second, but this machine may have other things to do. */
jest.setTimeout(2 * 60_000);

const BUSYBOX = 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1';
const PROXY = 'registry.k8s.io/kube-proxy:';
const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

const objects = render('static-pod-front-end').filter(({ object }) => object.metadata.labels?.['ha-cluster.local/host'] === 'cp-1');
const pods = objects.filter(({ object }) => object.kind === 'Pod').map(({ object }) => object);
const containerOf = (pod: string) => pods.find(({ metadata }) => metadata.name === pod).spec.containers[0];
const imageOf = (pod: string): string => containerOf(pod).image;
const sandbox = /sandbox_image = "(.*)"/.exec(fileOf(objects, '/etc/containerd/config.toml'))![1]!;
const kubernetes = imageOf('kube-apiserver').split(':v')[1]!;

function fileOf(rendered: RenderedObject[], path: string): string {
  return hostFiles(rendered).find((file) => file.path === path)!.content;
}

/** Why nothing, or only a part, can be run here. */
function reasonAgainst(): string | undefined {
  const missing = ['containerd', 'ctr', 'runc', 'umoci', 'mmdebstrap', 'go', 'nsenter'].filter((name) => spawnSync(name, ['--version']).error);
  if (missing.length > 0) return `${missing.join(', ')} missing`;
  return process.getuid!() === 0 ? undefined : 'needs root to run containers';
}
function isBuilt(name: string): boolean {
  return existsSync(join(CACHE, 'bin', 'kubernetes', kubernetes, name));
}
const reason = reasonAgainst();
const unbuilt = [...CONTROL_PLANE, 'kube-proxy'].filter((name) => !isBuilt(name));
if (reason) process.stderr.write(`images.test.ts: not to be run on this machine: ${reason}\n`);
else if (unbuilt.length > 0)
  process.stderr.write(`images.test.ts: without ${unbuilt.join(', ')} ${kubernetes}: not built; run scripts/build-components.sh\n`);

const kubernetesImages = [...CONTROL_PLANE.map(imageOf), `${PROXY}v${kubernetes}`].filter((_, index) =>
  isBuilt([...CONTROL_PLANE, 'kube-proxy'][index]!),
);
const images = [imageOf('etcd'), imageOf('haproxy'), imageOf('keepalived'), sandbox, BUSYBOX, ...kubernetesImages].sort();
const testBuilt = (name: string) => (reason || isBuilt(name) ? test : test.skip);

(reason ? describe.skip : describe)('images built here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-images-'));
  const out = join(folder, 'archives');
  let containerd: PrivateContainerd;
  let lines: string[];

  beforeAll(async () => {
    const built = spawnSync(BUILD, ['--out', out, ...images], { encoding: 'utf8', timeout: BUILDING, stdio: ['ignore', 'pipe', 'inherit'] });
    expect(built.status).toBe(0);
    lines = built.stdout.trim().split('\n');
    containerd = await PrivateContainerd.start();
    for (const archive of lines.filter((line) => line.endsWith('.tar')))
      expect(containerd.ctr('images', 'import', archive)).toMatchObject({ status: 0 });
  }, BUILDING);

  afterAll(async () => {
    await containerd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('have exactly the names that the manifests ask for, once containerd has imported them', () => {
    expect(containerd.ctr('images', 'list', '--quiet').output.trim().split('\n').sort()).toEqual(images);
  });

  test('say where the version is not the one in the name', () => {
    const differing = lines
      .filter((line) => line.startsWith('differs: '))
      .map((line) => /^differs: wanted (\S+), have (\S+) \(/.exec(line)!.slice(1));
    expect(differing.map(([name]) => name)).toEqual([imageOf('haproxy'), BUSYBOX, sandbox]);
    for (const line of lines.filter((archive) => archive.endsWith('.tar'))) {
      const said = JSON.parse(readFileSync(line.replace(/tar$/, 'json'), 'utf8'));
      expect(said.differs).toBe(differing.some(([name]) => name === said.name));
      expect(said.have).toBe(differing.find(([name]) => name === said.name)?.[1] ?? said.wanted);
      expect(spawnSync('sha256sum', [line], { encoding: 'utf8' }).stdout).toContain(said.sha256);
    }
  });

  test.each(['etcd', 'etcdctl', 'etcdutl'])('etcd has %s in its search path', (name) => {
    const version = imageOf('etcd').split(':')[1]!.replace(/-\d+$/, '');
    expect(containerd.run(imageOf('etcd'), [name, name === 'etcd' ? '--version' : 'version']).output).toMatch(
      new RegExp(`${name} [Vv]ersion: ${version}\n`),
    );
  });

  for (const name of CONTROL_PLANE) {
    testBuilt(name)(`${name} says the version that its tag says`, () => {
      expect(containerd.run(imageOf(name), [name, '--version'])).toEqual({ output: `Kubernetes v${kubernetes}\n`, status: 0 });
    });
  }

  testBuilt('kube-proxy')('kube-proxy has the programs that it calls', () => {
    const proxy = `${PROXY}v${kubernetes}`;
    expect(containerd.run(proxy, ['kube-proxy', '--version']).output).toBe(`Kubernetes v${kubernetes}\n`);
    for (const name of ['iptables', 'ip6tables-restore', 'iptables-save', 'nft', 'ipset', 'conntrack']) {
      // ipset asks the kernel, which need not have it.
      expect(containerd.run(proxy, [name, '--version']).output).toMatch(new RegExp(`^${name.replace('nft', 'nftables')} v\\d`));
    }
  });

  test('haproxy accepts the rendered configuration, as the user and with the read-only root of its pod', () => {
    const directory = mkdtempSync(join(folder, 'haproxy-'));
    spawnSync('chmod', ['0755', folder, directory]);
    writeFileSync(join(directory, 'haproxy.cfg'), fileOf(objects, '/etc/haproxy/haproxy.cfg'));
    const { command, securityContext, volumeMounts } = containerOf('haproxy');
    expect(securityContext).toMatchObject({ runAsUser: 99, runAsGroup: 99, readOnlyRootFilesystem: true });
    const mount = `--mount=type=bind,src=${directory},dst=${volumeMounts[0].mountPath},options=rbind:ro` as const;
    const { output, status } = containerd.run(imageOf('haproxy'), [...command, '-c'], '--read-only', mount);
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Configuration file is valid') });
  });

  describe('keepalived', () => {
    const directory = join(folder, 'keepalived');
    const mount = `--mount=type=bind,src=${directory},dst=/etc/keepalived,options=rbind:ro` as const;
    let monitor: Server;
    let status: number;

    beforeAll(async () => {
      monitor = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
      await until('monitor', 5, () => monitor.listening);
      spawnSync('mkdir', [directory]);
      const [ofMachine] = Object.entries(networkInterfaces()).find(([, addresses]) => addresses!.every(({ internal }) => !internal)) ?? ['eth0'];
      writeFileSync(join(directory, 'keepalived.conf'), fileOf(objects, '/etc/keepalived/keepalived.conf').replace(/eth0/g, ofMachine));
      const script = renderCheckHaproxy({ monitorPort: (monitor.address() as AddressInfo).port, timeout: Duration.seconds(5) });
      writeFileSync(join(directory, 'check-haproxy'), script, { mode: 0o755 });
    });

    afterAll(async () => {
      await promisify(monitor.close.bind(monitor))();
    });

    test('is the one of the manifest, and accepts the rendered configuration', () => {
      expect(containerOf('keepalived').command[0]).toBe('keepalived');
      expect(containerd.run(imageOf('keepalived'), ['keepalived', '--version']).output).toContain('Keepalived v2.');
      const tested = containerd.run(
        imageOf('keepalived'),
        ['keepalived', '--config-test', '--use-file=/etc/keepalived/keepalived.conf'],
        '--net-host',
        mount,
      );
      expect(tested).toEqual({ status: 0, output: '' });
    });

    test.each([
      [200, 0],
      [503, 1],
    ])('has what its check script needs: a monitor that answers %s makes it exit %s', async (answer, exit) => {
      status = answer;
      // Not by spawnSync alone: the monitor lives in this process.
      expect((await containerd.runWhileServing(imageOf('keepalived'), ['/etc/keepalived/check-haproxy'], '--net-host', mount)).status).toBe(exit);
    });

    test("has what the kubeadm guide's check needs", () => {
      expect(containerd.run(imageOf('keepalived'), ['sh', '-c', 'curl --version']).output).toMatch(/^curl /);
    });
  });

  test('busybox has a shell, and a program under each name', () => {
    expect(containerd.run(BUSYBOX, ['sh', '-c', 'for name in nslookup wget nc sleep; do test -x /bin/$name || exit 1; done; id -u'])).toEqual({
      output: '0\n',
      status: 0,
    });
  });

  test('pause reaps the orphans of its pod, and ends when told to', async () => {
    const { pid, name } = containerd.startDetached(sandbox);
    const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    expect(spawnSync('nsenter', [`--target=${pid}`, '--pid', 'sh', '-c', 'sleep 0.5 >/dev/null 2>&1 &']).status).toBe(0);
    expect(children()).toMatch(/^\d+$/);
    await until('reaped', 10, () => children() === '');
    expect(containerd.ctr('tasks', 'kill', '--signal=SIGTERM', name).status).toBe(0);
    await until('ended', 10, () => containerd.ctr('tasks', 'list').output.includes('STOPPED'));
    expect(containerd.ctr('tasks', 'delete', name)).toMatchObject({ status: 0 });
  });
});
