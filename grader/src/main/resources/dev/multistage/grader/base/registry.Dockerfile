# registry:2 is Debian's docker-registry with the libraries that it needs, laid out as the official image is: a
# program, a configuration, a start script and a shell to run it.
ARG DEBIAN
FROM ${DEBIAN} AS tools
WORKDIR /work
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update && apt-get -qq download docker-registry busybox-static \
 && for package in *.deb; do dpkg-deb -x $package unpacked; done \
 && mkdir -p image/bin image/etc/docker/registry image/lib/x86_64-linux-gnu image/lib64 image/var/lib/registry \
 && mv unpacked/usr/bin/docker-registry image/bin/registry \
 && mv unpacked/usr/bin/busybox image/bin/busybox && ln -s busybox image/bin/sh \
 && cp -L /lib/x86_64-linux-gnu/libc.so.6 image/lib/x86_64-linux-gnu/ \
 && cp -L /lib64/ld-linux-x86-64.so.2 image/lib64/ \
 && printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/false' > image/etc/passwd \
 && printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' > image/etc/group \
 && printf '%s\n' 'version: 0.1' 'storage:' '  cache:' '    blobdescriptor: inmemory' \
      '  filesystem:' '    rootdirectory: /var/lib/registry' 'http:' '  addr: :5000' \
      > image/etc/docker/registry/config.yml \
 && printf '%s\n' '#!/bin/sh' 'case "$1" in' '  *.yaml | *.yml) set -- registry serve "$@" ;;' \
      '  serve | garbage-collect | help | -*) set -- registry "$@" ;;' 'esac' 'exec "$@"' > image/entrypoint.sh \
 && chmod 755 image/entrypoint.sh && mkdir -m 1777 image/tmp

FROM scratch
COPY --from=tools /work/image/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
VOLUME ["/var/lib/registry"]
EXPOSE 5000
ENTRYPOINT ["/entrypoint.sh"]
CMD ["/etc/docker/registry/config.yml"]
