#!/usr/bin/env bash
# Builds real Kubernetes and etcd binaries, and CNI plugins, from the Go module proxy, for tests and rehearsals. Needs only go.
set -euo pipefail

readonly KUBERNETES_DEFAULT='kube-apiserver kube-controller-manager kube-scheduler kubelet kubectl'
readonly KUBERNETES_KNOWN="$KUBERNETES_DEFAULT kube-proxy kubeadm"
readonly ETCD_DEFAULT='etcd etcdctl etcdutl'
readonly CNI_DEFAULT='bridge host-local loopback portmap'
readonly EXIT_FAILED=1 EXIT_USAGE=2 EXIT_PREREQUISITE=3 EXIT_INTERRUPTED=4

usage() {
  cat <<'USAGE'
usage: scripts/build-components.sh [--jobs N] [--only NAME,NAME…] [--dest DIR] VERSION…

Builds static binaries and prints the path of each on stdout; progress goes to stderr. What is there already is not built again.

  VERSION      1.x.y is a Kubernetes version, 3.x.y an etcd version (a leading v is accepted), cni-plugins@1.x.y one of the CNI plugins
  --jobs N     packages compiled at the same time (default: what go does, one a core)
  --only LIST  only these, comma separated. Kubernetes: kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, kubectl
               (these five by default), kube-proxy, kubeadm; etcd: etcd, etcdctl, etcdutl; CNI plugins: bridge, host-local, loopback, portmap
  --dest DIR   where to put them (default: ${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster/bin);
               the files are DIR/kubernetes/VERSION/NAME, DIR/etcd/VERSION/NAME and DIR/cni-plugins/VERSION/NAME
  --help       this text

exit: 0 all there; 1 a version was refused or did not build; 2 wrong usage; 3 go is missing; 4 interrupted
A version whose modules the proxy does not have in full is refused for good: take another patch of that minor.
USAGE
}

say() { printf '%s\n' "$*" >&2; }
wrong_usage() {
  say "build-components: $*; see --help"
  exit "$EXIT_USAGE"
}

jobs=''
only=''
dest="${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster/bin"
versions=()
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h)
      usage
      exit 0
      ;;
    --jobs | --only | --dest)
      [ -n "${2-}" ] || wrong_usage "$1 needs a value"
      case "$1" in
        --jobs) jobs="$2" ;;
        --only) only="${2//,/ }" ;;
        --dest) dest="$2" ;;
      esac
      shift
      ;;
    -*) wrong_usage "unknown option '$1'" ;;
    *) versions+=("${1#v}") ;;
  esac
  shift
done

[ ${#versions[@]} -gt 0 ] || wrong_usage 'give at least one version'
[[ "$jobs" =~ ^([1-9][0-9]*)?$ ]] || wrong_usage "--jobs: got '$jobs'; allowed: a whole number from 1"
for version in "${versions[@]}"; do
  [[ "$version" =~ ^((1|3)|cni-plugins@v?1)\.[0-9]+\.[0-9]+$ ]] ||
    wrong_usage "version: got '$version'; allowed: 1.x.y (Kubernetes), 3.x.y (etcd) or cni-plugins@1.x.y"
done
for name in $only; do
  [[ " $KUBERNETES_KNOWN $ETCD_DEFAULT $CNI_DEFAULT " == *" $name "* ]] ||
    wrong_usage "--only: got '$name'; allowed: $KUBERNETES_KNOWN $ETCD_DEFAULT $CNI_DEFAULT"
done
command -v go >/dev/null || {
  say 'build-components: go is missing; install Go (https://go.dev/dl), at least the version that the component asks for'
  exit "$EXIT_PREREQUISITE"
}

mkdir -p "$dest"
dest="$(cd "$dest" && pwd)"
# In the destination, so that the last step is a rename inside one file system.
work="$(mktemp -d "$dest/.build-XXXXXX")"
trap 'rm -rf "$work"' EXIT
trap 'say "build-components: interrupted"; exit "$EXIT_INTERRUPTED"' INT TERM HUP

# go that is killed leaves its temporary files: they go with the folder.
export GOWORK=off CGO_ENABLED=0 GOTMPDIR="$work"

# A go.mod that builds a module's commands as upstream builds them: the requirements (and sums) of its own go.mod, so that every dependency has the
# version that upstream tested. Paths that exist only in its repository become the published modules of the same release.
#   $1 module, $2 its version, $3 version of its published parts, $4 folder to make
make_module() {
  local module="$1" version="$2" parts="$3" folder="$4" source
  mkdir -p "$folder"
  # No -json parsing beyond one field: go prints one "Dir" line.
  (cd "$work" && go mod download -json "$module@$version") >"$folder/download.json" || {
    sed -n 's/^.*"Error": /  /p' "$folder/download.json" >&2
    return 1
  }
  source="$(sed -n 's/^.*"Dir": "\(.*\)",\{0,1\}$/\1/p' "$folder/download.json")"
  awk -v module="$module" -v version="$version" -v parts="$parts" '
    $1 == "module" { print "module build.invalid/components"; next }
    $1 == "tool" || $1 == "toolchain" { next }
    # k8s.io/api => ./staging/src/k8s.io/api: the same module, published as v0.<minor>.<patch>
    match($0, /=> \.\/staging\/src\/[^ ]+/) { name = substr($0, RSTART + 17, RLENGTH - 17); sub(/=> .*/, "=> " name " " parts); print; next }
    # etcd: …/api/v3 => ../api: required by its release version already
    /=> \.\.?\// { next }
    { print }
    END { print "require " module " " version }
  ' "$source/go.mod" >"$folder/go.mod"
  cp "$source/go.sum" "$folder/go.sum"
  chmod u+w "$folder/go.sum"
}

# $1 binary: the version it says it has
version_of() {
  case "${1##*/}" in
    kubectl) "$1" version --client ;;
    kubeadm) "$1" version --output short ;;
    etcdctl | etcdutl) "$1" version ;;
    # Asked for nothing, a plugin says what it is, on stderr.
    bridge | host-local | loopback | portmap) CNI_COMMAND='' "$1" 2>&1 ;;
    *) "$1" --version ;;
  esac 2>/dev/null
}

# $1 folder with go.mod, $2 package, $3 linker flags, $4 version, $5 destination file
build() {
  local folder="$1" package="$2" flags="$3" version="$4" target="$5" name started=$SECONDS
  name="${target##*/}"
  say "build-components: $name $version: building"
  local built="$folder/$name"
  if ! (cd "$folder" && go build -mod=mod -buildvcs=false -trimpath ${jobs:+-p "$jobs"} -ldflags "-s -w $flags" -o "$built" "$package") >"$folder/log" 2>&1; then
    grep -v '^go: downloading' "$folder/log" | tail -n 15 | sed 's/^/  /' >&2
    say "build-components: $name $version: did not build"
    return 1
  fi
  case "$(version_of "$built")" in
    *"$version"*) ;;
    *)
      say "build-components: $name $version: the binary says it is another version: $(version_of "$built" | head -n 1)"
      return 1
      ;;
  esac
  mkdir -p "${target%/*}"
  mv "$built" "$target"
  say "build-components: $name $version: built in $((SECONDS - started)) s"
}

# $1 Kubernetes version, the rest: names. k8s.io/kubernetes 1.36.3 has its parts published as 0.36.3.
build_kubernetes() {
  local version="$1" folder="$work/kubernetes-$1" minor flags name refused=0
  shift
  minor="${version#1.}"
  make_module k8s.io/kubernetes "v$version" "v0.$minor" "$folder" || return 1
  minor="${minor%%.*}"
  # checklinkname=0: some dependencies reach into the runtime, which newer linkers refuse.
  flags="-checklinkname=0 -X k8s.io/component-base/version.gitVersion=v$version -X k8s.io/component-base/version.gitMajor=1"
  flags="$flags -X k8s.io/component-base/version.gitMinor=$minor -X k8s.io/component-base/version.gitTreeState=clean"
  for name in "$@"; do
    build "$folder" "k8s.io/kubernetes/cmd/$name" "$flags" "$version" "$dest/kubernetes/$version/$name" || refused=1
  done
  return "$refused"
}

# $1 etcd version, the rest: names. Each command is a module of its own; where one is not to be had, the others are still built.
build_etcd() {
  local version="$1" name module refused=0
  shift
  for name in "$@"; do
    case "$name" in
      etcd) module=go.etcd.io/etcd/server/v3 ;;
      *) module="go.etcd.io/etcd/$name/v3" ;;
    esac
    make_module "$module" "v$version" "v$version" "$work/$name-$version" &&
      build "$work/$name-$version" "$module" '' "$version" "$dest/etcd/$version/$name" || refused=1
  done
  return "$refused"
}

# $1 version of the CNI plugins, the rest: names
build_cni_plugins() {
  local version=$1 module=github.com/containernetworking/plugins folder="$work/cni-plugins-$1" name kind refused=0
  shift
  make_module "$module" "v$version" "v$version" "$folder" || return 1
  for name in "$@"; do
    case "$name" in
      host-local) kind=ipam ;;
      portmap) kind=meta ;;
      *) kind=main ;;
    esac
    build "$folder" "$module/plugins/$kind/$name" "-X $module/pkg/utils/buildversion.BuildVersion=v$version" "$version" "$dest/cni-plugins/$version/$name" || refused=1
  done
  return "$refused"
}

# $1 names that a version offers, $2 its default: those to build
chosen() {
  local name
  for name in ${only:-$2}; do
    [[ " $1 " != *" $name "* ]] || printf '%s\n' "$name"
  done
}

failed=0
for version in "${versions[@]}"; do
  component=kubernetes
  mapfile -t names < <(chosen "$KUBERNETES_KNOWN" "$KUBERNETES_DEFAULT")
  if [[ "$version" == 3.* ]]; then
    component=etcd
    mapfile -t names < <(chosen "$ETCD_DEFAULT" "$ETCD_DEFAULT")
  elif [[ "$version" == cni-plugins@* ]]; then
    component=cni-plugins
    version="${version#cni-plugins@}"
    version="${version#v}"
    mapfile -t names < <(chosen "$CNI_DEFAULT" "$CNI_DEFAULT")
  fi
  missing=()
  for name in "${names[@]}"; do
    if [ -x "$dest/$component/$version/$name" ]; then
      say "build-components: $name $version: there already"
    else
      missing+=("$name")
    fi
  done
  if [ ${#missing[@]} -gt 0 ]; then
    case "$component" in
      kubernetes) build_kubernetes "$version" "${missing[@]}" ;;
      etcd) build_etcd "$version" "${missing[@]}" ;;
      cni-plugins) build_cni_plugins "$version" "${missing[@]}" ;;
    esac || {
      say "build-components: $component $version: not complete"
      failed="$EXIT_FAILED"
    }
  fi
  for name in "${names[@]}"; do
    [ ! -x "$dest/$component/$version/$name" ] || printf '%s\n' "$dest/$component/$version/$name"
  done
done
exit "$failed"
