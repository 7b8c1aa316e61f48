#!/usr/bin/env bash
# Builds the images of a cluster's hosts as archives, for machines that reach no image registry.
set -euo pipefail

readonly EXIT_FAILED=1 EXIT_USAGE=2 EXIT_PREREQUISITE=3 EXIT_INTERRUPTED=4

usage() {
  cat <<'USAGE'
usage: rehearsal/images/build.sh --out DIR [--for DIST] [--jobs N] [IMAGE…]

Makes one archive per image, which `ctr -n k8s.io images import` takes and which holds exactly the image's name, and prints the path of each on
stdout; progress goes to stderr. Programs come from Go modules and from Debian packages; nothing is pulled. What was built before is not built again.

  IMAGE        a name with a tag, such as registry.k8s.io/etcd:3.6.8-0, from any registry. Its last part chooses what is built: kube-apiserver,
               kube-controller-manager, kube-scheduler, kube-proxy, etcd, pause, haproxy, keepalived, busybox
  --out DIR    where to put the archives; made where it is missing
  --for DIST   also every image that the hosts of this YAML start from: those of static pods, and the sandbox of containerd
  --jobs N     packages compiled at the same time (default: what go does, one a core)
  --help       this text

Beside each archive lies a .json with the name, the version wanted and the one that could be had, where it came from, and the archive's sha256.
Where these versions differ (HAProxy, keepalived and busybox are those of Debian, etcd may be another patch), stdout has a line
"differs: wanted …, have …" too. Built archives are kept in ${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster/images; remove them to build anew.

exit: 0 all there; 1 one could not be built; 2 wrong usage or unreadable DIST; 3 something is missing here (the message names the package); 4 interrupted
USAGE
}

say() { printf 'build: %s\n' "$*" >&2; }
wrong_usage() {
  say "$*; see --help"
  exit "$EXIT_USAGE"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
. "$here/recipes.sh"
# shellcheck source=/dev/null
. "$here/archives.sh"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster/images
out='' dist='' given=()
export BUILD_JOBS=''
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage && exit 0 ;;
    --out | --for | --jobs)
      [ -n "${2-}" ] || wrong_usage "$1 needs a value"
      case "$1" in
        --out) out=$2 ;;
        --for) dist=$2 ;;
        --jobs) BUILD_JOBS=$2 ;;
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
[[ "$BUILD_JOBS" =~ ^([1-9][0-9]*)?$ ]] || wrong_usage "--jobs: got '$BUILD_JOBS'; allowed: a whole number from 1"

if [ -n "$dist" ]; then
  command -v node >/dev/null || {
    say '--for needs node: install nodejs 20 or later'
    exit "$EXIT_PREREQUISITE"
  }
  status=0
  found=$(node "$here/names.mjs" "$dist") || status=$?
  case "$status" in
    0) ;;
    2) exit "$EXIT_USAGE" ;;
    *)
      say "$dist could not be read; if a package of Node is missing, run npm ci"
      exit "$EXIT_PREREQUISITE"
      ;;
  esac
  mapfile -t -O ${#given[@]} given <<<"$found"
fi
images=() refused=0
for image in "${given[@]}"; do
  objection=$(objection_to "$image")
  if [ -n "$objection" ]; then
    say "$objection"
    refused=1
  else
    images+=("$(full_name "$image")")
  fi
done
[ "$refused" = 0 ] || exit "$EXIT_USAGE"
mapfile -t images < <(printf '%s\n' "${images[@]}" | sort -u)

mkdir -p "$cache" "$out"
out=$(cd "$out" && pwd)
work='' child=''
# Each child has a process group of its own, so that all of its children end with it.
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
end_child() {
  local tries=0
  [ -n "$child" ] || return 0
  # No word of the shell about it.
  set +m
  kill -TERM -- "-$child" 2>/dev/null || return 0
  while kill -0 -- "-$child" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || kill -KILL -- "-$child" 2>/dev/null || true
    sleep 0.1
  done
}
trap 'rm -rf --one-file-system ${work:+"$work"} "$out"/.*."$$".tmp' EXIT
trap 'trap "" INT TERM HUP; end_child; say interrupted; exit "$EXIT_INTERRUPTED"' INT TERM HUP

# One run at a time builds; the lock ends with its process, however it ends.
exec 9>"$cache/.lock"
flock --nonblock 9 || {
  say 'waiting for another run'
  run flock 9
}
# Whoever held the lock and was killed left this behind.
rm -rf --one-file-system "$cache"/.work-*

ready=() missing=()
for image in "${images[@]}"; do
  if is_there "$cache" "$image"; then
    say "$image: there already"
    ready+=("$image")
  else
    missing+=("$image")
  fi
done
[ ${#missing[@]} = 0 ] || check_prerequisites "${missing[@]}" || exit "$EXIT_PREREQUISITE"
failed=0
for image in "${missing[@]}"; do
  work=$(mktemp -d "$cache/.work-XXXXXX")
  started=$SECONDS
  status=0
  RECIPE=$(recipe_of "$image") run "$here/image.sh" "$image" "$work" || status=$?
  if [ "$status" = 0 ]; then
    mv "$work/image.tar" "$cache/$(file_of "$image").tar"
    mv "$work/image.json" "$cache/$(file_of "$image").json"
    say "$image: built in $((SECONDS - started)) s"
    ready+=("$image")
  else
    say "$image: could not be built"
    failed=$EXIT_FAILED
  fi
  rm -rf --one-file-system "$work"
done

# $1 file in the cache: into DIR under its own name, never half of it
publish() {
  local temporary
  temporary=$out/.${1##*/}.$$.tmp
  cp --reflink=auto "$1" "$temporary"
  mv "$temporary" "$out/${1##*/}"
}
mapfile -t ready < <(printf '%s\n' "${ready[@]}" | sort)
for image in "${ready[@]}"; do
  [ -n "$image" ] || continue
  file=$cache/$(file_of "$image")
  if ! { is_there "$out" "$image" && cmp -s "$file.json" "$out/${file##*/}.json"; }; then
    publish "$file.tar"
    publish "$file.json"
  fi
  printf '%s\n' "$out/${file##*/}.tar"
  [ "$(field "$file.json" differs)" = false ] || printf 'differs: wanted %s, have %s (%s)\n' "$image" "$(field "$file.json" have)" "$(field "$file.json" origin)"
done
exit "$failed"
