#!/usr/bin/env bash
# Puts this tree onto the host that it was made for. The folder of this script holds every file below its absolute path;
# manifest.tsv says what else the host needs. Run it as often as you like: it changes what differs, tells the units that have to
# know, and finishes what an interrupted run began.
set -euo pipefail
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
umask 077

usage() {
  cat <<'TEXT'
usage: install [--check] [--force-host] [--shared-kernel]

  --check          change nothing; say what would change
  --force-host     install although no address of this host is one that this tree was made for, or another cluster is installed here
  --shared-kernel  this host shares its kernel with others: load no module, set no sysctl outside net.*, and warn where they differ

Exit codes: 0 done, or nothing to do; 1 something would change (--check), or a step failed; 2 wrong usage, or a damaged tree;
3 a prerequisite is missing; 4 interrupted. Run it again after any of them.
TEXT
}

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
manifest=$tree/manifest.tsv
state=/var/lib/ha-cluster
check='' force_host='' shared_kernel='' changes=0 missing=() staged=()
declare -A pending=() wanted=() own_units=() digests=() found=()

say() { printf '%s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
fail() { printf 'install: %s\n' "$2" >&2 && exit "$1"; }

# The rows of one kind, without the kind: of this tree, or of another file of the same form.
rows() { if [[ -e ${2:-$manifest} ]]; then sed -n "s/^$1\t//p" "${2:-$manifest}"; fi; }

# Says what is done, and does it; with --check only says it.
act() {
  changes=$((changes + 1))
  say "${check:+would }$1"
  [[ $check ]] || "${@:2}" </dev/null || fail 1 "could not $1; fix the cause and run this again"
}

read_tree() {
  local path sum unit
  [[ $(tail -n 1 "$manifest" 2>/dev/null) == end ]] || fail 2 "$manifest: got an incomplete tree; copy the whole folder of this host again"
  while IFS=$'\t' read -r path _ _ _ sum _; do wanted[$path]=$sum; done < <(rows '\(file\|pod\)')
  while read -r unit; do own_units[$unit]=yes; done < <(rows unit)
  for path in "${!wanted[@]}"; do printf '%s  .%s\n' "${wanted[$path]}" "$path"; done |
    (cd "$tree" && sha256sum --check --quiet --strict - >&2) ||
    fail 2 "$tree: files differ from the manifest; copy the whole folder of this host again"
}

is_installed() {
  command -v "$1" >/dev/null || [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]] || rpm -q "$1" >/dev/null 2>&1
}

# Whether the kubelet is told to run where it would refuse to.
kubelet_accepts() {
  local drop_ins=etc/kubernetes/kubelet.conf.d
  grep -qsE "^\s*$1:\s*false" "$tree/var/lib/kubelet/config.yaml" "$tree"/$drop_ins/*.conf /$drop_ins/*.conf
}

check_kubelet() {
  local got minor
  got=$(/usr/bin/kubelet --version 2>/dev/null) || return 0
  [[ ${got##* v} == "$1" ]] || missing+=("kubelet $1; /usr/bin/kubelet is ${got##* v}")
  minor=${1#1.} minor=${minor%%.*}
  [[ -e /sys/fs/cgroup/cgroup.controllers ]] || ((minor < 35)) || kubelet_accepts failCgroupV1 ||
    missing+=("cgroup v2, which kubelet $1 needs; boot with systemd.unified_cgroup_hierarchy=1")
  (($(wc -l </proc/swaps) < 2)) || kubelet_accepts failSwapOn ||
    missing+=('swap off: swapoff -a, and remove it from /etc/fstab; or set failSwapOn: false for the kubelet')
}

check_host() {
  local name addresses address cluster before other='' here='' fix='install its own tree, or add --force-host'
  IFS=$'\t' read -r name addresses < <(rows host)
  cluster=$(rows cluster)
  for address in $addresses; do [[ ! $(ip -o address show to "$address") ]] || here=yes; done
  while read -r before; do [[ $before == "$cluster" ]] || other=$before; done < <(rows cluster "$state/installed.tsv")
  [[ $force_host || ! $other ]] || fail 3 "this tree is for $name of cluster $cluster; got a host with files of cluster $other; fix: $fix"
  [[ $force_host || $here ]] || fail 3 "this tree is for $name ($addresses); got host $(uname -n) with none of these addresses; fix: $fix"
  [[ ! $here || $(uname -n) == "$name" || $(uname -n) == "$name".* ]] ||
    warn "host name: got $(uname -n); the kubelet registers by it and must do so as $name; fix: hostnamectl set-hostname $name"
}

# A tree from before the cluster was founded would take the guard against lost disks away.
check_age() {
  local path flag=--initial-cluster-state
  while IFS=$'\t' read -r path _; do
    if ! grep -qse "$flag=existing" "$path" || grep -qe "$flag=existing" "$tree$path"; then continue; fi
    fail 2 "$path: got $flag=new, but the file in place says existing: this tree is older than what is installed; fix: bundle again, or remove the file in place"
  done < <(rows pod)
}

check_prerequisites() {
  local name packages=()
  [[ -d /run/systemd/system ]] || missing+=('systemd as process 1')
  while read -r name; do is_installed "$name" || packages+=("$name"); done < <(rows package)
  ((${#packages[@]} == 0)) || missing+=("packages, by Debian's names: ${packages[*]}")
  while read -r name; do check_kubelet "$name"; done < <(rows kubelet)
  ((${#missing[@]} == 0)) || fail 3 "missing: $(printf '\n  %s' "${missing[@]}")"
}

# What still has to be done with units must outlive a crash: it is on the disk before a file changes, and struck off afterwards.
save_pending() {
  local unit
  [[ ! $check ]] || return 0
  for unit in "${!pending[@]}"; do printf '%s\t%s\n' "$unit" "${pending[$unit]}"; done >"$state/pending.new"
  sync "$state/pending.new" && mv -f "$state/pending.new" "$state/pending"
}

later() { [[ $1 == - || ${pending[$1]-} == restart ]] || pending[$1]=$2; }

settled() { unset "pending[$1]" && save_pending; }

# Where a file is written before it takes its place; nothing that reads folders of settings or manifests reads a dot file.
beside() { REPLY=${1%/*}/.${1##*/}.ha-cluster-new; }

# Notes all files that this run may write, so that a later one removes what is not wanted any more, and clears away what a killed one left half
# written. Units are noted when they are taken over.
begin() {
  local path unit action stale=()
  while IFS=$'\t' read -r unit action; do pending[$unit]=$action; done < <(cat "$state/pending" 2>/dev/null)
  [[ ! $check ]] || return 0
  [[ -e $state/installed.tsv ]] || : >"$state/installed.tsv"
  cmp -s "$manifest" "$state/installed.tsv" || record "$state/installed.tsv" <(grep -v '^unit' "$manifest")
  while IFS=$'\t' read -r path _; do beside "$path" && stale+=("$REPLY"); done < <(rows '\(file\|pod\)' "$state/installed.tsv")
  ((${#stale[@]} == 0)) || rm -f -- "${stale[@]}"
}

record() { cat "$@" >"$state/installed.tsv.new" && sync "$state/installed.tsv.new" && mv -f "$state/installed.tsv.new" "$state/installed.tsv"; }

make_users() {
  while IFS=$'\t' read -r name home; do
    getent group "$name" >/dev/null || act "add group $name" groupadd --system "$name"
    getent passwd "$name" >/dev/null ||
      act "add user $name" useradd --system --gid "$name" --home-dir "$home" --no-create-home --shell /usr/sbin/nologin "$name"
  done < <(rows user)
}

own() { chown -h "$3:$4" "$1" && chmod "$2" "$1"; }

make_directories() {
  while IFS=$'\t' read -r path mode owner group; do
    [[ $(stat -c '%04a %U %G' "$path" 2>/dev/null) == "$mode $owner $group" ]] ||
      act "make $path $mode $owner:$group" install -d -m "$mode" -o "$owner" -g "$group" "$path"
  done < <(rows directory)
}

# A front end that runs keeps its file until the program itself finds the new one good.
is_valid() {
  local test=() said
  case $1 in
    /etc/haproxy/haproxy.cfg) test=(haproxy -c -f "$2") ;;
    /etc/keepalived/keepalived.conf) test=(keepalived --config-test --use-file "$2") ;;
  esac
  command -v "${test[0]-}" >/dev/null || return 0
  said=$("${test[@]}" 2>&1) || { printf '%s\n' "$said" >&2 && return 1; }
}

# The digest, mode and owner of every wanted file that is there; a symbolic link counts as different from any file.
look() {
  local sum path attributes
  while read -r sum path; do digests[$path]=$sum; done < <(sha256sum -- "${!wanted[@]}" 2>/dev/null)
  while read -r path attributes; do found[$path]=$attributes; done < <(stat -c '%n %04a %U %G' -- "${!wanted[@]}" 2>/dev/null)
  for path in "${!wanted[@]}"; do [[ ! -L $path ]] || unset "digests[$path]"; done
}

# Writes a file beside its place, with mode and owner.
stage() {
  local folder=${1%/*}
  [[ -d ${folder:-/} ]] || install -d "$folder"
  beside "$1" && cp "$tree$1" "$REPLY" && own "$REPLY" "$2" "$3" "$4"
}

place() {
  beside "$1"
  is_valid "$1" "$REPLY" || fail 1 "$1: the new file is not valid; the old one stays"
  mv -fT "$REPLY" "$1"
}

# Files are there as they were or as they shall be, never half: all are written and flushed first, then each takes its place by a rename.
put_files() {
  local path mode owner group sum unit action paths=() folders
  while IFS=$'\t' read -r path mode owner group sum unit action; do
    if [[ ${digests[$path]-} == "$sum" ]]; then
      [[ ${found[$path]} == "$mode $owner $group" ]] || act "set $path to $mode $owner:$group" own "$path" "$mode" "$owner" "$group"
      continue
    fi
    later "$unit" "$action"
    [[ $path != /etc/systemd/system/* ]] || later daemon reload
    paths+=("$path") && beside "$path" && staged+=("$REPLY")
    [[ $check ]] || stage "$path" "$mode" "$owner" "$group" || fail 1 "could not write $path; fix the cause and run this again"
  done < <(rows "$1")
  ((${#paths[@]} > 0)) || return 0
  save_pending
  [[ $check ]] || sync "$state" "${staged[@]}"
  for path in "${paths[@]}"; do act "write $path" place "$path"; done
  folders=("${paths[@]%/*}")
  [[ $check ]] || sync "${folders[@]/%/\/}"
  staged=()
}

# Whether a file is as an install wrote it, or found it already.
is_ours() {
  [[ ! -L $1 ]] && rows '\(file\|pod\)' "$state/installed.tsv" | cut -f 1,5 | grep -xFe "$1"$'\t'"$(sha256sum <"$1" | cut -d ' ' -f 1)" >/dev/null
}

remove_gone() {
  local path unit action
  while IFS=$'\t' read -r path unit action; do
    [[ ! -v wanted[$path] && -f $path ]] || continue
    if ! is_ours "$path"; then
      warn "$path: is described no more, but was changed since it was written, or never written, so it stays; fix: remove it if nobody needs it"
      continue
    fi
    later "$unit" "$action"
    [[ $path != /etc/systemd/system/* ]] || later daemon reload
    save_pending
    act "remove $path" rm -f "$path"
  done < <(rows "$1" "$state/installed.tsv" | cut -f 1,6,7 | sort -u -t $'\t' -k 1,1)
}

is_loaded() { [[ -d /sys/module/${1//-/_} ]] || grep -qs "/${1//[-_]/[-_]}\.ko" "/lib/modules/$(uname -r)/modules.builtin"; }

load_modules() {
  while read -r name; do
    if is_loaded "$name"; then continue; fi
    if [[ $shared_kernel ]]; then warn "kernel module $name: not seen here; load it where the kernel is"
    else act "load kernel module $name" modprobe "$name"; fi
  done < <(rows module)
}

set_sysctl() { printf '%s\n' "$2" >"$1"; }

set_sysctls() {
  local path file current
  while IFS=$'\t' read -r key value; do
    path=$key
    [[ ${key//[^.\/]/} == /* ]] || path=$(tr ./ /. <<<"$key")
    for file in $(compgen -G "/proc/sys/$path" || say "/proc/sys/$path"); do
      current=$(tr -s '[:space:]' ' ' 2>/dev/null <"$file" || say 'not there') current=${current% }
      if [[ $current == "$value" ]]; then continue; fi
      if [[ $shared_kernel && $file != /proc/sys/net/* ]]; then warn "sysctl $key: is $current, should be $value; set it where the kernel is"
      else act "set sysctl $key to $value (is $current)" set_sysctl "$file" "$value"; fi
    done
  done < <(rows sysctl)
}

drop_units() {
  while read -r unit; do
    [[ ! -v own_units[$unit] ]] || continue
    if ! systemctl is-active --quiet "$unit" && ! systemctl is-enabled --quiet "$unit" 2>/dev/null; then continue; fi
    act "stop and disable $unit" systemctl disable --quiet --now "$unit"
  done < <(rows unit "$state/installed.tsv" | sort -u)
}

# Makes running units notice what changed. Units that are not the host's own come first: logind, before the kubelet asks it how
# long a shutdown may take.
tell_units() {
  local unit
  if [[ ${pending[daemon]-} ]]; then act 'reload the units (systemctl daemon-reload)' systemctl daemon-reload && settled daemon; fi
  for unit in $(printf '%s\n' "${!pending[@]}" | sort); do
    [[ ! -v own_units[$unit] ]] || continue
    if [[ ${pending[$unit]} == reload ]]; then act "reload $unit" systemctl try-reload-or-restart "$unit"
    else act "restart $unit" systemctl try-restart "$unit"; fi
    settled "$unit"
  done
  while read -r unit; do
    if [[ ! ${pending[$unit]-} ]] || ! systemctl is-active --quiet "$unit"; then continue; fi
    if [[ ${pending[$unit]} == reload ]]; then act "reload $unit" systemctl reload-or-restart "$unit"
    else act "restart $unit" systemctl restart "$unit"; fi
    settled "$unit"
  done < <(rows unit)
}

start_units() {
  while read -r unit; do
    [[ $check ]] || rows unit "$state/installed.tsv" | grep -xFe "$unit" >/dev/null || record "$state/installed.tsv" <(printf 'unit\t%s\n' "$unit")
    systemctl is-enabled --quiet "$unit" 2>/dev/null || act "enable $unit" systemctl enable --quiet "$unit"
    if systemctl is-active --quiet "$unit"; then continue; fi
    act "start $unit" systemctl start "$unit"
    [[ ! ${pending[$unit]-} ]] || settled "$unit"
  done < <(rows unit)
}

put_tree() {
  check_age
  begin
  make_users
  make_directories
  look
  put_files file
  load_modules
  set_sysctls
  drop_units
  remove_gone pod
  tell_units
  start_units
  put_files pod
  remove_gone file
  tell_units
  if ((changes == 0)); then say 'nothing to do'; fi
  if [[ $check ]]; then exit $((changes > 0)); fi
  cmp -s "$manifest" "$state/installed.tsv" || record "$manifest"
}

for argument in "$@"; do
  case $argument in
    --check) check=yes ;;
    --force-host) force_host=yes ;;
    --shared-kernel) shared_kernel=yes ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done

trap 'fail 4 "interrupted; run this again to finish"' INT TERM HUP
trap 'rm -f -- "${staged[@]}"' EXIT
((EUID == 0)) || fail 3 'must be run as root; fix: sudo'
read_tree
check_host
check_prerequisites
if [[ ! $check ]]; then
  install -d -m 0700 "$state"
  exec 9>"$state/lock"
  flock -w 10 9 || fail 1 'another install is running on this host'
fi
# What it starts may outlive it, and does not hold the lock.
put_tree 9>&-
