#!/usr/bin/env bash
# Makes this machine ready for `npm run test:system`: Debian packages (as root) and a Python environment in the cache folder.
# Does nothing that is done already. Exit codes: 0 ready, 1 something failed, 2 wrong usage, 3 a prerequisite is missing.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/setup-system.sh [--no-apt]

  --no-apt   never install packages: only say which are missing

Installs what the tests and `ha-cluster rehearse` need where it is missing: haproxy, keepalived, containerd, runc, systemd and D-Bus, the kubelet's
small programs, Chromium for the report's tests, shellcheck, curl, openssl and Python's venv module (Debian and Ubuntu, as root; no service is started), then the Kubernetes API schemas into ${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster/venv.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster
apt=yes
policy=/usr/sbin/policy-rc.d
kept_policy=
# haproxy and keepalived live where a user's PATH often does not look.
PATH=$PATH:/usr/sbin:/sbin

for argument in "$@"; do
  case $argument in
    --no-apt) apt=no ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done

say() { printf '%s\n' "setup-system: $*" >&2; }

# A mirror that times out once is no reason to give up.
retry() {
  local attempt
  for attempt in 1 2 3; do
    "$@" && return 0
    say "attempt $attempt of 3 failed: $1"
    sleep $((attempt * 5))
  done
  return 1
}

# A command and the Debian package that has it.
missing_packages() {
  local pair
  for pair in haproxy:haproxy keepalived:keepalived shellcheck:shellcheck systemd-analyze:systemd curl:curl openssl:openssl python3:python3 \
    containerd:containerd runc:runc conntrack:conntrack ethtool:ethtool socat:socat iptables:iptables dbus-daemon:dbus modprobe:kmod sysctl:procps \
    ip:iproute2 nsenter:util-linux mount:mount flock:util-linux tar:tar umoci:umoci mmdebstrap:mmdebstrap chromium:chromium; do
    command -v "${pair%%:*}" >/dev/null || printf '%s\n' "${pair#*:}"
  done
  python3 -c 'import ensurepip, venv' 2>/dev/null || printf '%s\n' python3-venv
}

# Packages start their services as they are installed, unless this file says no; an existing one is put back.
forbid_services() {
  kept_policy=$(mktemp)
  if [[ -e $policy ]]; then cp -p "$policy" "$kept_policy"; else rm -f "$kept_policy"; fi
  trap restore_policy EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 0755 "$policy"
}

restore_policy() {
  [[ -n $kept_policy ]] || return 0
  if [[ -e $kept_policy ]]; then cp -p "$kept_policy" "$policy" && rm -f "$kept_policy"; else rm -f "$policy"; fi
  kept_policy=
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  forbid_services
  retry apt-get -q -o Acquire::Retries=3 update >&2
  retry apt-get -q -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" </dev/null >&2
  restore_policy
}

install_schemas() {
  local stamp=$cache/venv/requirements.txt
  if cmp -s "$here/system-requirements.txt" "$stamp"; then return 0; fi
  say "Kubernetes API schemas into $cache/venv"
  mkdir -p "$cache"
  python3 -m venv --clear "$cache/venv"
  retry "$cache/venv/bin/pip" install --quiet --disable-pip-version-check --no-input -r "$here/system-requirements.txt" >&2
  cp "$here/system-requirements.txt" "$stamp"
}

mapfile -t missing < <(missing_packages)
if ((${#missing[@]} > 0)); then
  if [[ $apt == no || $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    say "missing: ${missing[*]} (Debian package names); install them, or run this as root on Debian or Ubuntu"
    exit 3
  fi
  say "installing ${missing[*]}"
  install_packages "${missing[@]}"
fi
install_schemas
say 'ready'
