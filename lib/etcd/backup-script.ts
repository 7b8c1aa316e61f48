import { EtcdBackup } from '../cluster/backup-props';
import { etcdFeatures } from '../versions/etcd';
import { ETCD_PKI } from './etcd-flags';

/** Where the script is. */
export const BACKUP_SCRIPT = '/usr/local/lib/ha-cluster/etcd-backup';

/** What decides the script of one member. */
export interface BackupScriptInput {
  readonly cluster: string;
  /** Name of the member. */
  readonly member: string;
  /** Whether loopback is `::1`. */
  readonly ipv6: boolean;
  readonly image: string;
  /** Tag of the image: where the tools are differs between 3.5 and 3.6. */
  readonly version: string;
  readonly dataDirectory: string;
  readonly backup: EtcdBackup;
}

/** How long a member that starts may take to listen, in seconds: a cold start of everything, images included. */
const START_SECONDS = 300;

/** Renders the script that makes one snapshot. bash and coreutils, flock and ctr of the host's containerd are all it needs. */
export function renderBackupScript(input: BackupScriptInput): string {
  const loopback = input.ipv6 ? '::1' : '127.0.0.1';
  const settings = {
    cluster: quoted(input.cluster),
    member: quoted(input.member),
    loopback: quoted(loopback),
    endpoint: quoted(`https://${input.ipv6 ? `[${loopback}]` : loopback}:2379`),
    image: quoted(input.image),
    version: quoted(input.version),
    // The images of 3.5 need not hold etcdutl; its etcdctl can do the same, and that of 3.6 cannot.
    snapshot_tool: quoted(etcdFeatures(input.version).featureGates ? 'etcdutl' : 'etcdctl'),
    pki: quoted(ETCD_PKI),
    data: quoted(input.dataDirectory),
    directory: quoted(input.backup.directory),
    keep: String(input.backup.keep),
    copy_command: `(${copyWords(input.backup.copyCommand ?? [])
      .map(quoted)
      .join(' ')})`,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [HEAD, ...lines, '', BODY].join('\n');
}

function copyWords(command: string[]): string[] {
  return command.length === 0 || command.some((word) => word.includes('{}')) ? command : [...command, '{}'];
}

/** A word for bash. */
function quoted(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

const HEAD = `#!/bin/bash
# Makes a snapshot of this host's etcd member, verifies it, and keeps the newest ones. latest.json beside them says what came of it.
# Exit 0: there is a new snapshot, and it was copied where that is asked for. Otherwise: the snapshots from before are as they were.
set -euo pipefail
umask 077
`;

const BODY = `# What a killed run left behind is found by the prefix. containerd may still be at it, so nothing has the same name as there.
prefix=ha-cluster-etcd-backup
run=$(date +%s)-$$-$RANDOM
new=.new-$run.db

fail() {
  echo "etcd backup failed: $*" >&2
  exit 1
}

remove_leftovers() {
  local id
  for id in $({ ctr -n k8s.io containers ls -q && ctr -n k8s.io snapshots ls; } | awk -v "prefix=$prefix-" 'index($1, prefix) == 1 && !seen[$1]++ { print $1 }'); do
    ctr -n k8s.io tasks delete --force "$id" || true
    ctr -n k8s.io containers delete "$id" || true
    ctr -n k8s.io snapshots delete "$id" || true
  done
  rm -f "$directory"/.new*
} >/dev/null 2>&1 9>&-

# from_image PROGRAM ARG…: the image has the tools, and no shell. Of the host's keys it sees this one alone; etcd lets every client do everything.
from_image() {
  ctr -n k8s.io run --rm --net-host --read-only \\
    --mount "type=bind,src=$pki/ca.crt,dst=/pki/ca.crt,options=rbind:ro" \\
    --mount "type=bind,src=$pki/healthcheck-client.crt,dst=/pki/client.crt,options=rbind:ro" \\
    --mount "type=bind,src=$pki/healthcheck-client.key,dst=/pki/client.key,options=rbind:ro" \\
    --mount "type=bind,src=$directory,dst=/backup,options=rbind:rw" \\
    "$image" "$prefix-$run-$1" "$@" 9>&-
}

# number FIELD: of the JSON in $status.
number() {
  [[ $status =~ \\"$1\\":([0-9]+) ]] || fail "$snapshot_tool snapshot status says nothing about $1: $status"
  echo "\${BASH_REMATCH[1]}"
}

# say COPIED: what monitoring reads; its age is the age of the newest good snapshot.
say() {
  printf '{"time":"%s","file":"%s","revision":%s,"hash":%s,"keys":%s,"bytes":%s,"etcd":"%s","copied":%s}\\n' \\
    "$time" "$file" "$revision" "$hash" "$keys" "$(stat --format=%s "$file")" "$version" "$1" >"$directory/.latest.json"
  mv "$directory/.latest.json" "$directory/latest.json"
}

# claim: the lock, latest.json and what is left over are one member's, and so the directory is. A host that lost its name removes the old one's mark.
claim() {
  local own="$directory/.member-$cluster.$member" other
  for other in "$directory"/.member-*; do
    [[ ! -e $other || $other == "$own" ]] ||
      fail "$directory is where member \${other##*/.member-} keeps its snapshots; give each host a directory of its own; if that member is gone: rm $other"
  done
  touch "$own"
}

# The newest $keep of this history. Snapshots with a higher revision are of another one, which nobody should lose by a timer.
remove_old() {
  local files=("$directory/$cluster-$member"-*-r*.db) kept=0 index
  for ((index = \${#files[@]} - 1; index >= 0; index--)); do
    # Nobody else's: member a-b has names that begin like those of member a.
    [[ \${files[index]##*/} =~ ^"$cluster-$member"-[0-9]{8}T[0-9]{6}Z-r([0-9]+)\\.db$ ]] || continue
    if ((BASH_REMATCH[1] > revision)); then
      echo "kept apart: \${files[index]} is of a later revision than the member has now, $revision; remove it when you are sure" >&2
    elif ((++kept > keep)); then
      rm "\${files[index]}"
    fi
  done
}

claim
# Of this process alone (9>&- elsewhere): a child that outlives it must not keep the lock.
exec 9>"$directory/.lock"
flock --nonblock 9 || fail 'another one is running'
trap remove_leftovers EXIT
remove_leftovers

waited=0
until (exec 3<>"/dev/tcp/$loopback/2379") 2>/dev/null; do
  ((++waited <= ${START_SECONDS})) || fail "no etcd member listens at $endpoint"
  sleep 1 9>&-
done

# As much again must stay free: the member itself may need this disk.
size=$(stat --format=%s "$data/member/snap/db" 2>/dev/null || echo 0)
free=$(df --output=avail --block-size=1 "$directory" | tail -n 1)
((free > 2 * size)) || fail "$directory has $free bytes free; the database has $size, and twice as much must be free: remove old snapshots, or lower \\\`keep\\\`"

time=$(date --utc +%Y-%m-%dT%H:%M:%SZ)
from_image etcdctl "--endpoints=$endpoint" --cacert=/pki/ca.crt --cert=/pki/client.crt --key=/pki/client.key snapshot save "/backup/$new" ||
  fail "no snapshot from $endpoint"
status=$(from_image "$snapshot_tool" snapshot status "/backup/$new" --write-out=json) || fail 'the snapshot is broken'
revision=$(number revision)
hash=$(number hash)
keys=$(number totalKey)

file=$directory/$cluster-$member-\${time//[-:]/}-r$revision.db
mv "$directory/$new" "$file"
sync "$file" "$directory"
say false
remove_old
echo "etcd backup: $file, $keys keys, revision $revision"

if ((\${#copy_command[@]} > 0)); then
  "\${copy_command[@]//\\{\\}/$file}" 9>&- || fail "$file is good, and was not copied: \${copy_command[0]} failed"
  say true
fi
`;
