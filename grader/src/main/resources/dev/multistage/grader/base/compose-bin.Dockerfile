# docker/compose-bin: nothing but the Compose command. It runs on the host: Debian links it against glibc.
ARG DEBIAN
FROM ${DEBIAN} AS tools
WORKDIR /work
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update && apt-get -qq download docker-compose && dpkg-deb -x docker-compose_*.deb unpacked

FROM scratch
COPY --from=tools /work/unpacked/usr/libexec/docker/cli-plugins/docker-compose /docker-compose
ENTRYPOINT ["/docker-compose"]
