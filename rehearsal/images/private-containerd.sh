# shellcheck shell=bash
# shellcheck disable=SC2154
# A containerd beside whatever the machine runs, with all that it has in the folder $work, and what it is asked to do.
# Given by pull.sh: $work, $out, $hosts, $EXIT_FAILED, say, run.

readonly START_SECONDS=60
# Where containerd and ctr find each other: below the folder in which both run, because the path of a socket may have no more than 107 bytes.
readonly HERE=/proc/self/cwd

# Ends with the script, however that ends; so does containerd.
readonly CTR=(setpriv --pdeathsig KILL ctr --address "$HERE/socket" --namespace k8s.io)

# The platform of this machine, as images name it.
set_platform() {
  case "$(uname -m)" in
    x86_64) platform=linux/amd64 ;;
    aarch64) platform=linux/arm64 ;;
    armv7l) platform=linux/arm/v7 ;;
    *) platform=linux/$(uname -m) ;;
  esac
}

# Only what holds content: no snapshots, because nothing is unpacked, and no containers.
start_containerd() {
  local tries=0
  set_platform
  cd "$work" || return
  cat >config.toml <<TOML
version = 2
root = "$HERE/root"
state = "$HERE/state"
disabled_plugins = [
  "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime", "io.containerd.nri.v1.nri",
  "io.containerd.internal.v1.opt", "io.containerd.internal.v1.restart", "io.containerd.runtime.v1.linux", "io.containerd.runtime.v2.task",
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.blockfile", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.overlayfs", "io.containerd.snapshotter.v1.zfs",
]
[grpc]
address = "$HERE/socket"
uid = $(id -u)
gid = $(id -g)
[ttrpc]
address = "$HERE/socket.ttrpc"
uid = $(id -u)
gid = $(id -g)
[[plugins."io.containerd.transfer.v1.local".unpack_config]]
platform = "$platform"
snapshotter = "native"
TOML
  setpriv --pdeathsig KILL containerd --config config.toml </dev/null >log 2>&1 &
  daemon=$!
  until "${CTR[@]}" version >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt $((START_SECONDS * 10)) ] || ! kill -0 "$daemon" 2>/dev/null; then
      say "containerd did not start: $(tail -n 1 log)"
      exit "$EXIT_FAILED"
    fi
    sleep 0.1
  done
}

# $1 image, $2 digest
describe() {
  local version=${1##*@}
  [[ "$1" == *@* ]] || version=$(sed 's/^v\([0-9]\)/\1/; s/^\([0-9][0-9.]*[0-9]\).*$/\1/' <<<"${1##*:}")
  cat <<JSON
{
  "name": "$1",
  "wanted": "$version",
  "have": "$version",
  "differs": false,
  "origin": "pulled from ${1%%/*}, $2",
  "sha256": "$(sha256sum image.tar | cut -d ' ' -f 1)"
}
JSON
}
# $1 image: its archive into the folder, never half of it; fails with a reason in the file error
pull() {
  local digest platforms file
  run "${CTR[@]}" content fetch ${hosts:+--hosts-dir "$hosts"} --platform "$platform" "$1" >/dev/null 2>error || return 1
  # An image that lacks the platform is no error to ctr.
  read -r digest platforms < <("${CTR[@]}" images list "name==\"$1\"" | awk 'NR == 2 { print $3, $(NF - 1) }')
  [[ ",$platforms," == *",$platform"[,/]* ]] || {
    echo "ctr: it is for $platforms, this machine is $platform" >error
    return 1
  }
  run "${CTR[@]}" images export --skip-manifest-json --platform "$platform" image.tar "$1" >/dev/null 2>error || return 1
  file=$out/$(file_of "$1")
  { describe "$1" "$digest" >image.json && mv image.tar "$file.tar" && mv image.json "$file.json"; } 2>error
}
# What the last attempt failed at.
reason() { tail -n 1 error | sed 's/^ctr: //; s/^failed to resolve reference "[^"]*": //'; }
