#!/usr/bin/env bash
# Pulls the published images of a cluster's hosts as archives, on a machine that reaches their registries, for hosts that do not.
set -euo pipefail
umask 022

readonly EXIT_FAILED=1 EXIT_USAGE=2 EXIT_PREREQUISITE=3 EXIT_INTERRUPTED=4
readonly REPOSITORY='[a-z0-9][a-z0-9._:/-]*' TAG=':[A-Za-z0-9_][A-Za-z0-9._-]*' DIGEST='@sha256:[0-9a-f]{64}'
# What a request says that got no answer, or half of one; an answer that is a refusal concerns one image only.
readonly NO_ANSWER='(Head|Get|Post) "https?://|read tcp|unexpected EOF'

usage() {
  cat <<'USAGE'
usage: rehearsal/images/pull.sh --out DIR [--hosts-dir DIR] [--for DIST] [IMAGE…]

Makes one archive per image, which `ctr -n k8s.io images import` takes and which holds exactly the image's name, and prints the path of each on
stdout; progress goes to stderr. The images are the published ones, for the architecture of this machine; a containerd that runs for this alone, in a
folder of its own, pulls them. What was pulled before is not pulled again.

  IMAGE            a name with a tag or a digest, such as registry.k8s.io/etcd:3.6.8-0; a tag beside a digest says nothing and is left out
  --out DIR        where to put the archives; made where it is missing
  --hosts-dir DIR  mirrors and certificates of registries, as containerd's hosts.toml; default: /etc/containerd/certs.d where it exists
  --for DIST       also every image that the hosts of this YAML start from: those of static pods, and the sandbox of containerd
  --help           this text

Root is not needed; no login is sent. HTTPS_PROXY and NO_PROXY count. Beside each archive lies a .json with the name, its version, the registry and
digest that it came from, and the archive's sha256. A tag that was moved since is not noticed: remove the archive to pull anew.

exit: 0 all there; 1 a registry does not give such an image, or has none for this architecture; 2 wrong usage or unreadable DIST; 3 a program is
missing here, or a registry cannot be reached; 4 interrupted. Whatever it was, the archives that could be made are there
USAGE
}

# Also where the errors of a program are kept in a file.
exec 3>&2
say() { printf 'pull: %s\n' "$*" >&3; }
wrong_usage() {
  say "$*; see --help"
  exit "$EXIT_USAGE"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
. "$here/archives.sh"
# shellcheck source=/dev/null
. "$here/private-containerd.sh"
out='' dist='' hosts='' given=()
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage && exit 0 ;;
    --out | --for | --hosts-dir)
      [ -n "${2-}" ] || wrong_usage "$1 needs a value"
      case "$1" in
        --out) out=$2 ;;
        --for) dist=$2 ;;
        --hosts-dir) hosts=$2 ;;
      esac
      shift
      ;;
    -*) wrong_usage "unknown option '$1'" ;;
    *) given+=("$1") ;;
  esac
  shift
done
[ -n "$out" ] || wrong_usage '--out is missing: give the folder for the archives'
[ -n "$dist" ] || [ ${#given[@]} -gt 0 ] || wrong_usage 'give at least one image, or --for with the folder of the YAML'
[ -z "$hosts" ] || [ -d "$hosts" ] || wrong_usage "--hosts-dir: no folder '$hosts'"
[ -n "$hosts" ] || [ ! -d /etc/containerd/certs.d ] || hosts=/etc/containerd/certs.d

lacking=0
require containerd containerd
require ctr containerd
require flock util-linux
require setpriv util-linux
[ -z "$dist" ] || require node 'nodejs, 20 or later'
[ "$lacking" = 0 ] || exit "$EXIT_PREREQUISITE"
if [ -n "$dist" ]; then
  status=0
  found=$(node "$here/names.mjs" "$dist") || status=$?
  [ "$status" != 2 ] || exit "$EXIT_USAGE"
  [ "$status" = 0 ] || {
    say "$dist could not be read; if a package of Node is missing, run npm ci"
    exit "$EXIT_PREREQUISITE"
  }
  mapfile -t -O ${#given[@]} given <<<"$found"
fi

# $1 image: the name under which containerd looks for it; it drops a tag beside a digest
name_of() {
  local name digest='' path
  name=$(full_name "$1")
  if [[ "$name" == *@* ]]; then
    digest=@${name#*@} name=${name%%@*} path=${name##*/}
    name=${name%"$path"}${path%%:*}
  fi
  echo "$name$digest"
}
images=() refused=0
for image in "${given[@]}"; do
  if [[ "$image" =~ ^$REPOSITORY($TAG|$DIGEST|$TAG$DIGEST)$ ]]; then
    images+=("$(name_of "$image")")
  else
    say "$image: allowed: a name with a tag or a sha256 digest, such as registry.k8s.io/etcd:3.6.8-0"
    refused=1
  fi
done
[ "$refused" = 0 ] || exit "$EXIT_USAGE"
mapfile -t images < <(printf '%s\n' "${images[@]}" | sort -u)

[ -z "$hosts" ] || hosts=$(cd "$hosts" && pwd)
mkdir -p "$out"
out=$(cd "$out" && pwd)
work='' child='' daemon=''
# Each child has a process group of its own, so that an interruption reaches the script first.
set -m
# Runs something for long, and can be interrupted while it does.
run() {
  local status=0
  "$@" </dev/null &
  child=$!
  wait "$child" || status=$?
  child=''
  return "$status"
}
# shellcheck disable=SC2317
end() {
  # No word of the shell about it.
  set +m
  [ -z "$child" ] || kill -KILL -- "-$child" 2>/dev/null || true
  [ -z "$daemon" ] || kill -KILL -- "-$daemon" 2>/dev/null || true
  wait 2>/dev/null || true
  [ -z "$work" ] || rm -rf --one-file-system "$work"
}
trap end EXIT
trap 'trap "" INT TERM HUP; say interrupted; exit "$EXIT_INTERRUPTED"' INT TERM HUP

# One run at a time in a folder; the lock is on the folder itself and ends with its processes, however they end.
exec 9<"$out"
flock --nonblock 9 || {
  say 'waiting for another run'
  run flock 9
}
# Whoever held the lock and was killed left this behind.
rm -rf --one-file-system "$out"/.pull-*

# $1 image: whether an archive that was pulled is there, and whole
is_pulled() {
  local file
  file=$out/$(file_of "$1")
  [ -e "$file.json" ] && [ -e "$file.tar" ] && [[ "$(field "$file.json" origin)" == 'pulled from '* ]] &&
    [ "$(sha256sum "$file.tar" | cut -d ' ' -f 1)" = "$(field "$file.json" sha256)" ]
}

failed=0 unreachable=' ' reasons=() left=()
for image in "${images[@]}"; do
  registry=${image%%/*}
  if is_pulled "$image"; then
    say "$image: there already"
  elif [[ "$unreachable" == *" $registry "* ]]; then
    left+=("$image")
    continue
  else
    [ -n "$work" ] || {
      work=$(mktemp -d "$out/.pull-XXXXXX")
      start_containerd
    }
    say "$image: pulling"
    started=$SECONDS
    if ! pull "$image"; then
      if grep -qE "$NO_ANSWER" <<<"$(reason)"; then
        left+=("$image")
        unreachable+="$registry "
        reasons+=("$registry cannot be reached: $(reason)")
      else
        say "$image: not pulled: $(reason)"
        failed=$EXIT_FAILED
      fi
      continue
    fi
    say "$image: pulled in $((SECONDS - started)) s"
  fi
  printf '%s\n' "$out/$(file_of "$image").tar"
done
[ ${#reasons[@]} = 0 ] || {
  for reason in "${reasons[@]}"; do say "$reason"; done
  say "not pulled: ${left[*]}"
  say 'fix: a proxy (HTTPS_PROXY) or a mirror (--hosts-dir); or build them (rehearsal/images/build.sh), or bring archives (docs/rehearsal-images.md)'
  exit "$EXIT_PREREQUISITE"
}
exit "$failed"
