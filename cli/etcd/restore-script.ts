import { RestoreHost, Restoration } from './restore-host';

/** The steps of the script that belong to a host, in their order. */
export function stepsOf({ member, apiserver, controllers }: RestoreHost): RestoreStepName[] {
  return [
    'stop',
    ...(member ? (['data', 'start-etcd', 'check-etcd'] as const) : []),
    ...(apiserver ? (['start-apiserver'] as const) : []),
    ...(controllers.length > 0 ? (['start-controllers'] as const) : []),
  ];
}

/** A step of the script. */
export type RestoreStepName = 'stop' | 'data' | 'start-etcd' | 'check-etcd' | 'start-apiserver' | 'start-controllers';

/** Renders the script of one host: its settings, and below them the same text for every host. */
export function renderRestoreScript(restoration: Restoration, host: RestoreHost): string {
  const { member, apiserver, controllers } = host;
  const settings = {
    id: restoration.id,
    host: host.name,
    manifests: '/etc/kubernetes/manifests',
    aside: `/etc/kubernetes/restore-${restoration.id}`,
    stop_seconds: String(host.stopSeconds),
    etcd: member?.pod ?? '',
    apiserver: apiserver?.pod ?? '',
    api_host: apiserver?.address ?? '',
    api_port: apiserver?.port ?? '',
    data: member?.data.path ?? '',
    owner: member ? `${member.data.owner}:${member.data.group}` : '',
    mode: member?.data.mode ?? '',
    image: member?.image ?? '',
    // The images of 3.5 need not hold etcdutl; its etcdctl can do the same.
    tool: member?.minor === '3.5' ? 'etcdctl' : 'etcdutl',
    member: member?.name ?? '',
    cluster: member?.cluster ?? '',
    peer_urls: member?.peerUrls ?? '',
    token: member ? `${member.token}-${restoration.id}` : '',
    health_host: member?.health.host ?? '',
    health_port: member?.health.port ?? '',
    health_path: member?.health.path ?? '',
    sha256: restoration.snapshot.sha256,
    snapshot_bytes: String(restoration.snapshot.bytes),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  return [HEAD, ...lines, `controllers=(${controllers.map(quoted).join(' ')})`, '', BODY].join('\n');
}

/** A word for bash. */
function quoted(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

const HEAD = `#!/bin/bash
# One host's part in restoring etcd from a snapshot. README.md, one folder up, says which step comes when, and what must be seen before the next.
# Usage, as root: ./restore stop | data | start-etcd | check-etcd | start-apiserver | start-controllers | status
# Every step may be interrupted and run again; what is done stays done. Nothing is deleted: what is in the way is put aside.
set -euo pipefail
umask 077
`;

const BODY = `here=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
# Beyond whatever a client has seen since the snapshot: a week at 1500 writes a second, as etcd's documentation counts it.
revision_bump=1000000000
# A kubelet that sees that a manifest is gone begins at once; what it began is not hurt by a second signal.
kubelet_seconds=20
# What a killed run left behind is found by the prefix. containerd may still be at it, so nothing has the same name as there.
prefix=ha-cluster-etcd-restore
run=$(date +%s)-$$-$RANDOM

say() { echo "$host: $*"; }

fail() {
  echo "$host: $*" >&2
  exit 1
}

# put_aside POD: where the kubelet does not look. A manifest that was installed in between is the newer one.
put_aside() {
  [[ -e $manifests/$1.yaml ]] || return 0
  mv --no-target-directory "$manifests/$1.yaml" "$aside/$1.yaml"
  say "manifest of $1 put aside"
}

put_back() {
  start_kubelet
  if [[ -e $manifests/$1.yaml ]]; then
    say "manifest of $1 is there"
  elif [[ -e $aside/$1.yaml ]]; then
    mv --no-target-directory "$aside/$1.yaml" "$manifests/$1.yaml"
    say "manifest of $1 put back"
  else
    fail "manifest of $1 is neither in $manifests nor in $aside; install the bundle of this host"
  fi
}

# running POD: the containers of that static pod that containerd runs.
running() {
  local ids
  ids=$(ctr -n k8s.io containers ls -q "labels.\\"io.kubernetes.pod.namespace\\"==kube-system,labels.\\"io.kubernetes.container.name\\"==$1") ||
    fail 'containerd does not answer; start it: systemctl start containerd'
  [[ -n $ids ]] || return 0
  ctr -n k8s.io tasks ls | awk '$3 == "RUNNING" { print $1 }' | { grep --fixed-strings --line-regexp --file=<(echo "$ids") || true; }
}

runs() { [[ -n $(running "$1") ]]; }

gone() { ! runs "$1"; }

# listens HOST PORT
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# wait_until SECONDS WHAT COMMAND…
wait_until() {
  local left=$1 what=$2
  shift 2
  until "$@"; do
    ((left-- > 0)) || fail "$what"
    sleep 1
  done
}

all_gone() {
  local pod
  for pod in "$@"; do if runs "$pod"; then return 1; fi; done
}

# signal SIGNAL POD…
signal() {
  local name=$1 pod id
  shift
  for pod in "$@"; do
    for id in $(running "$pod"); do ctr -n k8s.io tasks kill --signal "$name" "$id" || true; done
  done
}

# end_by_containerd POD…: a kubelet that has not reached the API since it was started leaves pods alone whose manifests are gone.
end_by_containerd() {
  say 'the kubelet does not end them, since it does not reach the API; doing it without the kubelet'
  touch "$aside/kubelet-stopped"
  systemctl stop kubelet.service
  signal SIGTERM "$@"
  for ((left = stop_seconds; left > 0; left--)); do
    if all_gone "$@"; then return; fi
    sleep 1
  done
  signal SIGKILL "$@"
  wait_until 10 "$* still run; look at them: ctr -n k8s.io tasks ls" all_gone "$@"
}

# stop_pods POD…
stop_pods() {
  local pod left
  for pod in "$@"; do put_aside "$pod"; done
  for ((left = kubelet_seconds; left > 0; left--)); do
    if all_gone "$@"; then return; fi
    sleep 1
  done
  end_by_containerd "$@"
}

# It knows nothing of the pods any more, and runs those whose manifests come back.
start_kubelet() {
  [[ -e $aside/kubelet-stopped ]] || return 0
  systemctl start kubelet.service
  rm -f "$aside/kubelet-stopped"
}

stop() {
  mkdir -p "$aside"
  # shellcheck disable=SC2086  # Where the host has none, there is no word.
  stop_pods "\${controllers[@]}" $apiserver
  [[ -z $etcd ]] || stop_pods "$etcd"
  start_kubelet
  say 'stopped'
}

# restore_snapshot SNAPSHOT FOLDER COMMAND…: a member of its own in an empty folder.
restore_snapshot() {
  local snapshot=$1 folder=$2
  shift 2
  "$@" snapshot restore "$snapshot" --data-dir="$folder" --name="$member" --initial-cluster="$cluster" --initial-cluster-token="$token" \\
    --initial-advertise-peer-urls="$peer_urls" --bump-revision="$revision_bump" --mark-compacted
}

remove_leftovers() {
  local id
  for id in $({ ctr -n k8s.io containers ls -q && ctr -n k8s.io snapshots ls; } | awk -v "prefix=$prefix-" 'index($1, prefix) == 1 && !seen[$1]++ { print $1 }'); do
    ctr -n k8s.io tasks delete --force "$id" || true
    ctr -n k8s.io containers delete "$id" || true
    ctr -n k8s.io snapshots delete "$id" || true
  done
} >/dev/null 2>&1

# restore_into FOLDER: by the program that ETCDUTL names, else by the one in the image of etcd.
restore_into() {
  if [[ -n \${ETCDUTL:-} ]]; then
    restore_snapshot "$here/snapshot.db" "$1/new" "$ETCDUTL"
    return
  fi
  grep --quiet --fixed-strings --line-regexp "$image" <<<"$(ctr -n k8s.io images ls -q)" || fail "image $image is missing: ctr -n k8s.io images pull $image"
  restore_snapshot /restore/snapshot.db /restored/new ctr -n k8s.io run --rm \\
    --mount "type=bind,src=$here,dst=/restore,options=rbind:ro" --mount "type=bind,src=$1,dst=/restored,options=rbind:rw" "$image" "$prefix-$run" "$tool"
}

prepare() {
  local free
  mkdir -p "$data"
  free=$(df --output=avail --block-size=1 "$data" | tail -n 1)
  ((free > snapshot_bytes + (512 << 20))) || fail "$data has $free bytes free; needed: the $snapshot_bytes of the snapshot and 512 MiB"
  echo "$sha256  $here/snapshot.db" | sha256sum --check --quiet - || fail "$here/snapshot.db is not the snapshot that was planned with; copy it again"
  remove_leftovers
  rm -rf "$1"
  mkdir -p "$1/$run"
  restore_into "$1/$run" || fail 'etcd refused the snapshot'
  chown --recursive "$owner" "$1/$run"
  sync
  mv --no-target-directory "$1/$run/new" "$1/complete"
}

# finish_data STAGING: they may be on different disks. What says that the data is restored must survive a power cut before what it was made of goes.
finish_data() {
  touch "$aside/data-restored"
  sync "$aside/data-restored" "$aside"
  rm -rf "$1"
  say 'data is restored'
}

data() {
  local staging=$data/restore-$id before=$data/member.before-$id
  if [[ -e $aside/data-restored ]]; then
    finish_data "$staging"
    return
  fi
  [[ -d $aside && ! -e $manifests/$etcd.yaml ]] || fail "the manifest of $etcd is in place; run ./restore stop on every host first"
  gone "$etcd" || fail "$etcd still runs; run ./restore stop first"
  [[ -e $staging/complete ]] || prepare "$staging"
  # By renames within one disk, the old data first: after a kill between them the next run sees that only the second is left.
  if [[ -d $staging/complete/member ]]; then
    if [[ -e $data/member ]]; then
      [[ ! -e $before ]] || fail "$data/member is there again: something started etcd in between; move it away, and run this again"
      mv --no-target-directory "$data/member" "$before"
      say "old data is kept in $before"
    fi
    mv --no-target-directory "$staging/complete/member" "$data/member"
  fi
  chown "$owner" "$data"
  chmod "$mode" "$data"
  sync
  finish_data "$staging"
}

start_etcd() {
  [[ -e $aside/data-restored ]] || fail 'data is not restored; run ./restore data first'
  put_back "$etcd"
}

healthy() {
  local status
  listens "$health_host" "$health_port" || return 1
  exec 3<>"/dev/tcp/$health_host/$health_port"
  printf 'GET %s HTTP/1.0\\r\\n\\r\\n' "$health_path" >&3
  read -r -t 5 -u 3 _ status _ || status=
  exec 3>&-
  [[ $status == 200 ]]
}

check_etcd() {
  wait_until 300 "etcd is not ready at http://$health_host:$health_port$health_path; a majority of members must have started" healthy
  say 'etcd is ready'
}

start_apiserver() {
  put_back "$apiserver"
  wait_until 300 "no API server listens at $api_host port $api_port; its log is below /var/log/pods" listens "$api_host" "$api_port"
  say 'the API server listens'
}

start_controllers() {
  local pod
  for pod in "\${controllers[@]}"; do put_back "$pod"; done
}

status() {
  local pod
  for pod in $etcd $apiserver "\${controllers[@]}"; do
    if [[ -e $manifests/$pod.yaml ]]; then say "$pod: manifest in place"; else say "$pod: manifest put aside"; fi
  done
  if [[ -z $etcd ]]; then return; fi
  if [[ -e $aside/data-restored ]]; then say 'data: restored'; else say 'data: as before'; fi
}

((EUID == 0)) || fail 'must be root'
case \${1:-} in
  stop | status | start-controllers) ;;
  data | start-etcd | check-etcd) [[ -n $etcd ]] || fail "$1 is for hosts with an etcd member, which this one is not" ;;
  start-apiserver) [[ -n $apiserver ]] || fail "$1 is for hosts with an API server, which this one is not" ;;
  *)
    echo "usage: $0 stop | data | start-etcd | check-etcd | start-apiserver | start-controllers | status" >&2
    exit 2
    ;;
esac
"\${1//-/_}"
`;
