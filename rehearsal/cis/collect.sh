#!/usr/bin/env bash
# Prints what the CIS checks look at on one host, and changes nothing. Fields are separated by tabs; what could hold a tab or a line end is in base64:
#   process <component> <words of its command line, each ended by NUL> <its ETCD_ variables, each ended by NUL>
#   unit    <file that systemd reads for kubelet.service>
#   file    <mode> <owner> <group> <type> <path>
#   content <path> <text>
#   end
# The first argument is the folder in which everything is looked for, for tests; without it, the host's root.
set -uo pipefail
export LC_ALL=C

root=${1:-}
pid=

encoded() { base64 | tr -d '\n'; }

# The last value of a flag among the words of a command line, as `--a=b` or `--a b`.
flag() {
  local value='' word index
  for ((index = 1; index < ${#words[@]}; index++)); do
    word=${words[index]}
    [[ $word == -* ]] || continue
    word=${word#-} word=${word#-}
    case $word in
      "$1="*) value=${word#*=} ;;
      "$1") value=${words[index + 1]-} ;;
    esac
  done
  printf '%s' "$value"
}

# Files of the host and what is below them, to a depth.
listed() {
  (cd "$root/" && find -L ".$1" -maxdepth "$2" -printf 'file\t%m\t%u\t%g\t%y\t%p\n' 2>/dev/null)
}

# One path as the process sees it: a container may have something else there than the host.
seen() {
  [[ $1 == /* ]] || return 0
  find -L "$root/proc/$pid/root$1" -maxdepth 0 -printf 'file\t%m\t%u\t%g\t%y\t' 2>/dev/null && printf '%s\n' "$1"
}

text() {
  local file="$root/proc/$pid/root$1"
  [[ $1 == /* && -f $file ]] && printf 'content\t%s\t%s\n' "$1" "$(encoded <"$file")"
}

# The same without what is long enough to be a key.
text_without_keys() {
  local file="$root/proc/$pid/root$1"
  [[ $1 == /* && -f $file ]] && printf 'content\t%s\t%s\n' "$1" "$(sed -E 's#[A-Za-z0-9+/_-]{20,}=*#hidden#g' "$file" | encoded)"
}

# Paths that a field of a YAML file names.
named() {
  local file="$root/proc/$pid/root$2"
  [[ -f $file ]] && sed -nE "s/^ *$1: *[\"']?([^\"' ]+)[\"']? *\$/\1/p" "$file"
}

kubelet() {
  local path found
  local -a files=("$(flag config)")
  path=$(flag config-dir)
  if [[ $path ]]; then
    for found in "$root/proc/$pid/root${path%/}"/*.conf; do files+=("${found#"$root/proc/$pid/root"}"); done
  fi
  seen "$(flag kubeconfig)"
  seen "$(flag client-ca-file)"
  for path in "${files[@]}"; do
    seen "$path"
    text "$path"
    named clientCAFile "$path" | while read -r found; do seen "$found"; done
    named staticPodPath "$path" | while read -r found; do listed "${found%/}" 1; done
  done
}

kube_proxy() {
  local config path
  config=$(flag config)
  seen "$(flag kubeconfig)"
  seen "$config"
  text "$config"
  named kubeconfig "$config" | while read -r path; do seen "$path"; done
}

# What a component that runs tells to look at.
component() {
  local name
  case $1 in
    kube-apiserver) text_without_keys "$(flag encryption-provider-config)" ;;
    kube-controller-manager | kube-scheduler)
      for name in kubeconfig authentication-kubeconfig authorization-kubeconfig; do seen "$(flag "$name")"; done
      ;;
    etcd) seen "$(flag data-dir)" ;;
    kubelet) kubelet ;;
    kube-proxy) kube_proxy ;;
  esac
}

# Only in the network of the host: what a user's pod runs under the same name is no part of the control plane.
processes() {
  local folder name variables
  local -a words
  for folder in "$root"/proc/[0-9]*; do
    pid=${folder##*/}
    { mapfile -d '' -t words <"$folder/cmdline"; } 2>/dev/null || continue
    name=${words[0]-}
    name=${name##*/}
    case $name in kube-apiserver | kube-controller-manager | kube-scheduler | etcd | kubelet | kube-proxy) ;; *) continue ;; esac
    [[ $(readlink "$folder/ns/net") == "$(readlink "$root/proc/self/ns/net")" ]] || continue
    variables=$(tr '\0\n' '\n ' <"$folder/environ" 2>/dev/null | sed -n '/^ETCD_/p' | tr '\n' '\0' | encoded)
    printf 'process\t%s\t%s\t%s\n' "$name" "$(encoded <"$folder/cmdline")" "$variables"
    component "$name"
  done
}

units() {
  local unit
  for unit in $(systemctl show kubelet.service --property=FragmentPath --property=DropInPaths --value 2>/dev/null); do
    [[ $unit == */kubelet.service* ]] || continue
    printf 'unit\t%s\n' "$unit"
    listed "$unit" 0
  done
}

main() {
  listed /etc/kubernetes 8
  listed /etc/cni/net.d 4
  listed /var/lib/cni/networks 4
  units
  processes
  printf 'end\n'
}

main </dev/null
