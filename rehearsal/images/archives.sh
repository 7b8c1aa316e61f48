# shellcheck shell=bash
# shellcheck disable=SC2154
# Names of images, files of archives, and what must be installed to make them. Given by build.sh: $here, say.

readonly KNOWN='kube-apiserver kube-controller-manager kube-scheduler kube-proxy etcd pause haproxy keepalived busybox'

# The name in full, as a kubelet looks for it: haproxy:3.2 is docker.io/library/haproxy:3.2.
full_name() {
  case "$1" in
    */*/* | *.*/* | *:*/* | localhost/*) echo "$1" ;;
    */*) echo "docker.io/$1" ;;
    *) echo "docker.io/library/$1" ;;
  esac
}

# $1 image: what is wrong with its name, or nothing
objection_to() {
  local repository=${1%:*} tag=${1##*:}
  if [[ "$1" == *@* ]]; then
    echo "$1: has a digest, which nothing but the published image has; name it by tag alone, or import the published image (docs/rehearsal-images.md)"
  elif ! [[ "$1" =~ ^[a-z0-9][a-z0-9._:/-]*:[A-Za-z0-9_][A-Za-z0-9._-]*$ ]]; then
    echo "$1: allowed: a name with a tag, such as registry.k8s.io/etcd:3.6.8-0"
  elif [[ " $KNOWN " != *" ${repository##*/} "* ]]; then
    echo "$1: cannot be built here; can be: $KNOWN; import the published image instead (docs/rehearsal-images.md)"
  elif [[ "${repository##*/}" == kube-* && ! "$tag" =~ ^v?1\.[0-9]+\.[0-9]+$ ]]; then
    echo "$1: allowed: the tag of a Kubernetes release, such as v1.36.3"
  elif [[ "${repository##*/}" == etcd && ! "$tag" =~ ^v?3\.[0-9]+\.[0-9]+(-[0-9]+)?$ ]]; then
    echo "$1: allowed: the tag of an etcd release, such as 3.6.8-0"
  fi
}

# $1 image: its file name, without ending
file_of() {
  local file=${1//\//+}
  echo "${file//:/@}"
}
# $1 .json, $2 field
field() { sed -n 's/^  "'"$2"'": "\{0,1\}\([^"]*[^",]\)"\{0,1\},\{0,1\}$/\1/p' "$1"; }
# $1 image: stands for all that decides what is in its archive, so that a change makes the ones in the cache old
recipe_of() {
  local component=${1%:*}
  component=${component##*/}
  {
    cat "$here/image.sh"
    declare -f recipe_kubernetes "recipe_${component//-/_}"
    debian_packages "$component"
    [ "$component" != pause ] || cat "$here/pause/main.go"
  } | sha256sum | cut -c 1-16
}
# $1 folder, $2 image: whether an archive of this recipe is there, and whole
is_there() {
  local file
  file=$1/$(file_of "$2")
  [ -e "$file.json" ] && [ -e "$file.tar" ] && [ "$(field "$file.json" recipe)" = "$(recipe_of "$2")" ] &&
    [ "$(sha256sum "$file.tar" | cut -d ' ' -f 1)" = "$(field "$file.json" sha256)" ]
}

# $1 program, $2 package: says what is missing
require() {
  command -v "$1" >/dev/null || {
    say "$1 is missing: install the package $2"
    lacking=1
  }
}
# What must be installed for these images; fails when something is not, after naming all of it.
check_prerequisites() {
  local image component lacking=0
  require umoci umoci
  require tar tar
  for image in "$@"; do
    component=${image%:*} component=${component##*/}
    [ -n "$(debian_packages "$component")" ] || continue
    require apt-get 'apt (Debian or Ubuntu; the images of HAProxy, keepalived, kube-proxy and busybox are made of their packages)'
    require mmdebstrap mmdebstrap
    break
  done
  for image in "$@"; do
    case "$image" in */haproxy:* | */keepalived:* | */busybox:*) continue ;; esac
    require go 'golang (or https://go.dev/dl), at least the version that the component asks for'
    break
  done
  [ "$lacking" = 0 ]
}
