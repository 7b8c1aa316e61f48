#!/usr/bin/env bash
# Makes one image, as an OCI archive with its name in it: image.sh NAME FOLDER writes FOLDER/image.tar and FOLDER/image.json.
# Called by build.sh, which checks the name and what must be installed, and removes FOLDER whatever happens.
set -euo pipefail
umask 022

readonly SEARCH_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# One time for everything, so that the same programs give the same archive.
readonly CREATED=1970-01-01T00:00:00Z

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-ha-cluster
name=$1
work=$2
rootfs=$work/rootfs
bin=$cache/bin
repository=${name%:*}
component=${repository##*/}
tag=${name##*:}
wanted=$(sed 's/^v\([0-9]\)/\1/; s/^\([0-9][0-9.]*[0-9]\).*$/\1/' <<<"$tag")
# Set by the recipe.
have='' origin='' entrypoint=''
config=() users=()

# Temporary files of go and mmdebstrap disappear with the folder.
mkdir -p "$work/tmp"
export TMPDIR=$work/tmp GOTMPDIR=$work/tmp

say() { printf 'build: %s\n' "$*" >&2; }

# $1 version, $2 folder below the binaries, the rest: programs. Into the search path of the image.
install_built() {
  local version=$1 folder=$bin/$2
  shift 2
  local only
  only=$(IFS=, && echo "$*")
  "$here/../../scripts/build-components.sh" --only "$only" ${BUILD_JOBS:+--jobs "$BUILD_JOBS"} "$version" >/dev/null || return 1
  mkdir -p "$rootfs/usr/local/bin"
  (cd "$folder" && install -m 0755 "$@" "$rootfs/usr/local/bin")
}

# The package sources of this machine, without third-party ones.
debian_sources() {
  local id keyring
  # shellcheck source=/dev/null
  id=$(. /etc/os-release && echo "$ID")
  keyring=/usr/share/keyrings/$id-archive-keyring.gpg
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN)|deb [signed-by=KEYRING] $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    sed -n "s/^\(Debian\|Ubuntu\)|//; t found; d; :found; s|KEYRING|$keyring|p" | sort -u
}

# $1 the package whose version counts. Unpacks it with the packages of its recipe and all that they depend on; runs no script of any.
install_debian() {
  local main=$1 packages version
  packages=$(debian_packages "$component")
  say "$component: unpacking with what is needed for it: $packages"
  # shellcheck disable=SC2016
  debian_sources | mmdebstrap --quiet --mode=chrootless --variant=extract --format=directory --include="$packages" \
    --setup-hook='for folder in bin sbin lib lib64; do mkdir -p "$1/usr/$folder" && ln -s "usr/$folder" "$1/$folder"; done' \
    --dpkgopt='path-exclude=/usr/share/*' --dpkgopt='path-exclude=/usr/lib/*/perl*' --dpkgopt='path-exclude=/usr/lib/*/gconv/*' \
    --extract-hook="dpkg-deb --field \"\$1\"/var/cache/apt/archives/${main}_*.deb Version >'$work/version'" '' "$rootfs" - >"$work/log" 2>&1 || {
    tail -n 15 "$work/log" | sed 's/^/  /' >&2
    return 1
  }
  version=$(cat "$work/version")
  have=$(sed 's/^[0-9]*://; s/^\([0-9][0-9.]*[0-9]\).*$/\1/' <<<"$version")
  origin="package $main $version"
  # Left over from unpacking; a container gets its own.
  rm -rf "${rootfs:?}"/{boot,dev,home,media,mnt,opt,proc,root,run,srv,sys,tmp,var} "${rootfs:?}"/etc/{apt,cron*,default,init.d,logrotate.d,pam.d,rsyslog.d,systemd}
}

# What programs expect of every system.
add_base_files() {
  local user
  mkdir -p "$rootfs"/{etc,root,run,var}
  mkdir "$rootfs"/{tmp,var/tmp}
  chmod 1777 "$rootfs"/{tmp,var/tmp}
  ln -sf ../run "$rootfs/var/run"
  printf 'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$rootfs/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$rootfs/etc/group"
  for user in "${users[@]}"; do
    printf '%s:x:%s:%s::/:/sbin/nologin\n' "${user%:*}" "${user#*:}" "${user#*:}" >>"$rootfs/etc/passwd"
    printf '%s:x:%s:\n' "${user%:*}" "${user#*:}" >>"$rootfs/etc/group"
  done
  printf 'hosts: files dns\n' >"$rootfs/etc/nsswitch.conf"
}

# From $rootfs to $work/image.tar
assemble() {
  local layout=$work/layout
  find "$rootfs" -exec touch --no-dereference --date="$CREATED" {} +
  umoci init --layout "$layout"
  umoci new --image "$layout:$name"
  umoci insert --rootless --history.created "$CREATED" --history.created_by "$origin" --image "$layout:$name" "$rootfs" /
  umoci config --no-history --created "$CREATED" --config.entrypoint "$entrypoint" --config.env "PATH=$SEARCH_PATH" "${config[@]}" --image "$layout:$name"
  umoci gc --layout "$layout"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$CREATED" -C "$layout" -cf "$work/image.tar" oci-layout index.json blobs
}

record() {
  local differs=true
  [ "$have" != "$wanted" ] || differs=false
  cat >"$work/image.json" <<JSON
{
  "name": "$name",
  "wanted": "$wanted",
  "have": "$have",
  "differs": $differs,
  "origin": "$origin",
  "sha256": "$(sha256sum "$work/image.tar" | cut -d ' ' -f 1)",
  "recipe": "$RECIPE"
}
JSON
}

# shellcheck source=/dev/null
. "$here/recipes.sh"
"recipe_${component//-/_}"
add_base_files
assemble
record
