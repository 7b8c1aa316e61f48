#!/bin/sh
# Fetches haproxy and keepalived of other Debian releases beside the installed ones, for the tests of this folder. Needs no root and changes nothing
# outside the cache folder: packages are unpacked, not installed, and each program runs with the C library of its own release.
#
# usage: fetch-parsers.sh [cache folder]     (default: ~/.cache/cdk8s-ha-cluster/parsers; the tests look there, or in $HA_PARSERS)
#        RELEASES="bullseye trixie sid" chooses the releases
set -eu

cache=${1:-${HA_PARSERS:-$HOME/.cache/cdk8s-ha-cluster/parsers}}
releases=${RELEASES:-bullseye trixie sid}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The mirror is the one this machine already uses for its main packages.
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(REPO_URI)' | awk '$1 == "Debian" && $2 == "main" { print $3; exit }')
[ -n "$mirror" ] || { echo "no Debian mirror is configured on this machine" >&2; exit 3; }

mkdir -p "$cache/bin"
for release in $releases; do
  apt=$cache/apt/$release
  root=$cache/root/$release
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$root"
  : >"$apt/status"
  echo "deb [signed-by=$keyring] $mirror $release main" >"$apt/sources.list"
  {
    echo "Dir::Etc::sourcelist \"$apt/sources.list\";"
    echo 'Dir::Etc::sourceparts "/dev/null";'
    echo "Dir::State::lists \"$apt/lists\";"
    echo "Dir::State::status \"$apt/status\";"
    echo "Dir::Cache \"$apt/cache\";"
    echo 'Acquire::Languages "none";'
    echo 'APT::Install-Recommends "false";'
    echo 'Debug::NoLocking "true";'
    echo 'APT::Sandbox::User "root";'
  } >"$apt/apt.conf"
  APT_CONFIG=$apt/apt.conf apt-get -qq update
  # With an empty status file the whole closure is downloaded, the C library and its loader included.
  APT_CONFIG=$apt/apt.conf apt-get -qq --yes --download-only install haproxy keepalived
  for package in "$apt"/cache/archives/*.deb; do
    case $(basename "$package") in
      systemd_* | systemd-* | udev_* | perl* | coreutils_* | dpkg_* | base-files_* | passwd_* | tzdata_*) continue ;;
    esac
    dpkg -x "$package" "$root"
  done
  # Not through /lib64: its link may be absolute and would lead to this machine's own loader.
  loader=$(find "$root" -type f \( -name 'ld-2.*.so' -o -name 'ld-linux-x86-64.so.2' \) | head -n 1)
  for program in haproxy keepalived; do
    version=$(dpkg-deb -f "$apt"/cache/archives/${program}_*.deb Version | sed 's/^[0-9]*://; s/[^0-9.].*//')
    wrapper=$cache/bin/$program-$version
    {
      echo '#!/bin/sh'
      echo "exec '$loader' --library-path '$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu' '$root/usr/sbin/$program' \"\$@\""
    } >"$wrapper"
    chmod 0755 "$wrapper"
    echo "$wrapper"
  done
  # keepalived 2.3 reads this file from /etc/keepalived, and does nothing without it.
  if [ -e "$root/etc/keepalived/keepalived.config-opts" ]; then
    cp "$root/etc/keepalived/keepalived.config-opts" "$wrapper.config-opts"
  fi
  rm -rf "$apt"
done
