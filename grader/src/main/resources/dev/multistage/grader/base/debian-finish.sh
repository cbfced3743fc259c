#!/bin/sh
# The last step of making debian: mmdebstrap runs it on the host with the new root file system as its argument.
# It leaves apt as the official image has it, adds the host's settings, and removes what an image should not carry.
set -eu
root=$1
settings=$(dirname "$0")/settings

# deb822 sources, as the official image has them, from the one-line entries that mmdebstrap wrote
sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}//p' "$root/etc/apt/sources.list" | while read -r uri suite components; do
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n\n' \
    "$uri" "$suite" "$components"
done > "$root/etc/apt/sources.list.d/debian.sources"
rm "$root/etc/apt/sources.list"

# apt as the official image has it: keep no packages, no caches, no translations
cat > "$root/etc/apt/apt.conf.d/docker-clean" <<'CONF'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CONF
echo 'Acquire::GzipIndexes "true";' > "$root/etc/apt/apt.conf.d/docker-gzip-indexes"
echo 'Acquire::Languages "none";' > "$root/etc/apt/apt.conf.d/docker-no-languages"
echo 'APT::AutoRemove::SuggestsImportant "false";' > "$root/etc/apt/apt.conf.d/docker-autoremove-suggests"
echo 'force-unsafe-io' > "$root/etc/dpkg/dpkg.cfg.d/docker-apt-speedup"

rm -f "$root"/etc/apt/apt.conf.d/99mmdebstrap "$root"/etc/dpkg/dpkg.cfg.d/99mmdebstrap
[ ! -s "$settings/apt.conf" ] || cp "$settings/apt.conf" "$root/etc/apt/apt.conf.d/99host"
mkdir -p "$root/usr/local/share/ca-certificates"
for certificate in "$settings"/certificates/*.crt; do
  [ ! -s "$certificate" ] || cp "$certificate" "$root/usr/local/share/ca-certificates/"
done

rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin "$root"/var/cache/debconf/*-old "$root"/var/lib/dpkg/*-old \
  "$root"/var/log/apt/* "$root"/var/log/dpkg.log "$root"/var/log/alternatives.log "$root"/etc/*- \
  "$root"/etc/hostname "$root"/etc/resolv.conf "$root"/etc/machine-id
