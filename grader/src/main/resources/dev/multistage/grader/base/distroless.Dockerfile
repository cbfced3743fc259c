# gcr.io/distroless: the payloads of Debian packages, without their maintainer scripts, with the users and the
# environment of the official images. Each stage is an image; "-nonroot" is its variant.
ARG DEBIAN
ARG NODE=scratch
FROM ${DEBIAN} AS tools
SHELL ["/bin/bash", "-ec"]
WORKDIR /work
# unpacks packages into /out/$1, as far as an image needs them
RUN printf '%s\n' '#!/bin/bash' 'set -e' 'root=/out/$1; shift' 'mkdir -p $root/var/lib/dpkg/status.d' \
      'apt-get -qq download "$@"' 'for package; do' \
      '  dpkg-deb --fsys-tarfile ${package}_*.deb | tar -x -C $root --exclude="./usr/share/man/*" --exclude="./usr/share/lintian/*" \' \
      '    --exclude="./usr/share/doc/*/changelog*" --exclude="./usr/share/doc/*/NEWS*"' \
      '  dpkg-deb -f ${package}_*.deb > $root/var/lib/dpkg/status.d/$package' 'done' > /usr/local/bin/unpack \
 && chmod 755 /usr/local/bin/unpack

FROM tools AS packages
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && unpack static base-files netbase tzdata tzdata-legacy media-types \
 && unpack base libc6 libssl3t64 libzstd1 zlib1g \
 && unpack cc libgomp1 libstdc++6 libgcc-s1 gcc-14-base \
 && apt-get -qq download ca-certificates && dpkg-deb -x ca-certificates_*.deb authorities \
 && cd /out/static && mkdir -p etc/ssl/certs tmp root home/nonroot \
 && find /work/authorities/usr/share/ca-certificates/mozilla -name '*.crt' | LC_ALL=C sort | xargs cat > etc/ssl/certs/ca-certificates.crt \
 && chmod 1777 tmp && chmod 700 root home/nonroot && chown 65532:65532 home/nonroot \
 && printf '%s\n' root:x:0:0:root:/root:/sbin/nologin nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin \
      nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin > etc/passwd \
 && printf '%s\n' root:x:0: nobody:x:65534: tty:x:5: staff:x:50: nonroot:x:65532: > etc/group \
 && echo 'hosts: files dns' > etc/nsswitch.conf \
 && sed -i -e 's/^PRETTY_NAME=.*/PRETTY_NAME="Distroless"/' -e '$aVARIANT="stand-in from Debian packages"' usr/lib/os-release

FROM tools AS python-packages
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && unpack python3 libbz2-1.0 libdb5.3t64 libexpat1 liblzma5 libsqlite3-0 libuuid1 libncursesw6 libtinfo6 libcom-err2 \
      libcrypt1 libc-bin libgssapi-krb5-2 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 libnsl2 libreadline8t64 \
      libtirpc3t64 libffi8 libpython3.13-minimal libpython3.13-stdlib python3.13-minimal python3.13-venv \
 && ln -s python3.13 /out/python3/usr/bin/python3 && ln -s python3.13 /out/python3/usr/bin/python

FROM scratch AS static
COPY --from=packages /out/static/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 0
WORKDIR /
FROM static AS static-nonroot
USER 65532
WORKDIR /home/nonroot

FROM static AS base
COPY --from=packages /out/base/ /
FROM base AS base-nonroot
USER 65532
WORKDIR /home/nonroot

FROM base AS cc
COPY --from=packages /out/cc/ /
FROM cc AS cc-nonroot
USER 65532
WORKDIR /home/nonroot

FROM cc AS python3
COPY --from=python-packages /out/python3/ /
ENV LANG=C.UTF-8
ENTRYPOINT ["/usr/bin/python3.13"]
FROM python3 AS python3-nonroot
USER 65532
WORKDIR /home/nonroot

FROM ${NODE} AS node
FROM cc AS nodejs
COPY --from=node /usr/local/bin/node /nodejs/bin/
ENTRYPOINT ["/nodejs/bin/node"]
FROM nodejs AS nodejs-nonroot
USER 65532
WORKDIR /home/nonroot
