import { createHash } from 'crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Host, Running } from '../boot/host';
import { until } from '../boot/until';

/** Why containers cannot be run on this machine, if they cannot. */
export function containersRefused(): string | undefined {
  const missing = ['/usr/bin/containerd', '/usr/bin/ctr', '/usr/sbin/runc'].filter((path) => !existsSync(path));
  return missing.length > 0 ? `${missing.join(', ')} missing; install the packages containerd and runc` : undefined;
}

/** Starts the machine's containerd inside a host, where it has that host's network and files. `/run` must be the host's own. */
export async function startContainerd(host: Host): Promise<Running> {
  const config = join(host.aside('containerd'), 'config.toml');
  writeFileSync(
    config,
    `version = 2\nroot = "${host.aside('containerd', 'root')}"\nstate = "/run/containerd"\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n`,
  );
  const running = host.start('containerd', `exec containerd --config '${config}'`);
  await until('containerd', 30, () => host.namespaces.run(['ctr', 'version']).includes('Server'));
  return running;
}

/** Gives containerd an image with some programs, linked statically, in /usr/local/bin and nothing else. */
export function importImage(host: Host, name: string, programs: string[]): void {
  const folder = host.aside('image');
  const layer = join(folder, 'layer.tar');
  for (const program of programs) {
    const place = join(folder, 'root', 'usr/local/bin', program.split('/').pop()!);
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(program, place);
  }
  host.namespaces.run(['tar', '--create', '--file', layer, '--directory', join(folder, 'root'), '.']);
  const config = JSON.stringify({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Env: ['PATH=/usr/local/bin'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(readFileSync(layer)).digest('hex')}`] },
  });
  writeFileSync(join(folder, 'config.json'), config);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify([{ Config: 'config.json', RepoTags: [name], Layers: ['layer.tar'] }]));
  host.namespaces.run(['tar', '--create', '--file', join(folder, 'image.tar'), '--directory', folder, 'manifest.json', 'config.json', 'layer.tar']);
  host.namespaces.run(['ctr', '-n', 'k8s.io', 'images', 'import', join(folder, 'image.tar')]);
}
