#!/bin/sh
# Writes the files of this host that availability depends on to standard output, as a tar archive. Private keys stay on the host, and so does what
# proves an identity in kubeconfigs. Run it as root. $1 is the folder to take for /.
set -eu
cd "${1:-/}"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

wanted() {
  find etc/kubernetes/manifests etc/haproxy etc/keepalived -type f ! -name '*.key' ! -name '*.pem'
  find etc/kubernetes -maxdepth 1 -type f -name '*.conf'
  find etc/kubernetes/pki var/lib/kubelet/pki -type f -name '*.crt'
  find var/lib/kubelet -maxdepth 1 -type f \( -name '*.yaml' -o -name '*.env' \)
  find etc/systemd/system usr/lib/systemd/system -type f -path '*kubelet.service*'
  find etc/hosts etc/default/kubelet etc/sysconfig/kubelet -type f
}

wanted 2>/dev/null | sort -u | while IFS= read -r file; do
  mkdir -p "$copy/$(dirname "$file")"
  sed -E '/^[ -]*(client-key-data|token|password):/d; s/(auth_pass|auth_hmac) .*/\1 removed/; s/(stats +auth +[^:]*:).*/\1removed/; s/(password +).*/\1removed/; s/(Bearer|Basic) +[^" ]+/\1 removed/' \
    "$file" > "$copy/$file"
done

# The kubelet keeps its certificate and its key in one file.
current=var/lib/kubelet/pki/kubelet-client-current.pem
if [ -e "$current" ]; then
  mkdir -p "$copy/var/lib/kubelet/pki"
  sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$current" > "$copy/$current"
fi

# A copy has modes and owners of its own. These are the host's.
find etc/kubernetes var/lib/kubelet/config.yaml usr/lib/systemd/system/kubelet.service* etc/systemd/system/kubelet.service* \
  -printf '%y %m %u %g /%p\n' > "$copy/modes.txt" 2>/dev/null || true
find var/lib/etcd -maxdepth 0 -printf '%y %m %u %g /%p\n' >> "$copy/modes.txt" 2>/dev/null || true

tar -c -C "$copy" .
