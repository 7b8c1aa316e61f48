# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154
# What is in each image: a function `recipe_<name>` per image, `-` written as `_`. Each fills $rootfs, sets $have, $origin and
# $entrypoint, and adds to $config (options of `umoci config`) and $users (name:id).
# Given: $wanted (the version in the tag, without v), $bin (where build-components.sh puts programs), $work, $here; install_debian, install_built.

# Images that need these packages of the distribution; every other one is made of Go modules.
debian_packages() {
  case "$1" in
    haproxy) echo 'haproxy' ;;
    # The check script is bash alone; the kubeadm guide's needs sh and curl.
    keepalived) echo 'keepalived bash dash curl' ;;
    # What kube-proxy calls in iptables, nftables and ipvs mode.
    kube-proxy) echo 'iptables nftables ipset conntrack kmod' ;;
    busybox) echo 'busybox-static' ;;
  esac
}

recipe_kubernetes() {
  install_built "$wanted" "kubernetes/$wanted" "$1"
  have=$wanted
  origin="Go module k8s.io/kubernetes v$have"
  entrypoint="/usr/local/bin/$1"
}
recipe_kube_apiserver() { recipe_kubernetes kube-apiserver; }
recipe_kube_controller_manager() { recipe_kubernetes kube-controller-manager; }
recipe_kube_scheduler() { recipe_kubernetes kube-scheduler; }

recipe_kube_proxy() {
  local link
  install_debian iptables
  # Which of the two an installation's alternatives would choose.
  for link in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf xtables-nft-multi "$rootfs/usr/sbin/$link"
  done
  recipe_kubernetes kube-proxy
}

recipe_etcd() {
  local version minor=${wanted%.*}
  # A patch whose modules are not all published is never to be had: then the nearest of the same minor.
  for version in "$wanted" $(etcd_patches_near "$minor" "${wanted##*.}"); do
    if install_built "$version" "etcd/$version" etcd etcdctl etcdutl; then
      have=$version
      origin="Go modules go.etcd.io/etcd v$have"
      entrypoint=/usr/local/bin/etcd
      return
    fi
    say "etcd $version is not to be had in full; trying another patch of $minor"
  done
  return 1
}

# $1 minor, $2 patch: the three published patches of that minor that are nearest, the nearest first
etcd_patches_near() {
  (cd "$work" && go list -m -versions go.etcd.io/etcd/server/v3 2>/dev/null) | tr ' ' '\n' | awk -F. -v minor="v$1" -v patch="$2" '
    $1 "." $2 == minor && $3 ~ /^[0-9]+$/ && $3 != patch { distance = $3 - patch; print (distance < 0 ? -distance : distance), substr($0, 2) }
  ' | sort -n | head -n 3 | cut -d ' ' -f 2
}

recipe_pause() {
  say 'pause: building'
  mkdir -p "$rootfs"
  GOWORK=off GO111MODULE=on CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags '-s -w' -o "$rootfs/pause" "$here/pause/main.go"
  have=own
  origin="this project's rehearsal/images/pause"
  entrypoint=/pause
  # As in the official image.
  config+=(--config.user 65535:65535)
}

recipe_haproxy() {
  install_debian haproxy
  # Both as in the official images: who runs it, and a stop that lets connections end.
  users+=(haproxy:99)
  config+=(--config.user 99:99 --config.stopsignal SIGUSR1)
  entrypoint=/usr/sbin/haproxy
}

recipe_keepalived() {
  install_debian keepalived
  rm -rf "$rootfs/etc/keepalived"
  entrypoint=/usr/sbin/keepalived
}

recipe_busybox() {
  local applet
  install_debian busybox-static
  for applet in $("$rootfs/bin/busybox" --list); do
    [ -e "$rootfs/bin/$applet" ] || ln -s busybox "$rootfs/bin/$applet"
  done
  entrypoint=/bin/sh
}
