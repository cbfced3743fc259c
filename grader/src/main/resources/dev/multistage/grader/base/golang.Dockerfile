# golang: the release's own toolchain, unpacked from a wheel, on Alpine or on buildpack-deps. The environment and
# the layout are those of the official images. VARIANT names the stage that the image stands on.
ARG ALPINE
ARG DEBIAN=scratch
ARG VARIANT
FROM ${ALPINE} AS alpine
RUN apk add --no-cache --quiet ca-certificates

FROM ${DEBIAN} AS debian
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends g++ gcc libc6-dev make pkg-config

FROM ${VARIANT}
ARG VERSION
ENV GOLANG_VERSION=${VERSION} GOTOOLCHAIN=local GOPATH=/go
ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# Debian has no unzip: Alpine's is run through Alpine's own loader
RUN --mount=type=bind,from=alpine,target=/dev/alpine --mount=type=bind,target=/dev/context \
    /dev/alpine/lib/ld-musl-x86_64.so.1 /dev/alpine/bin/busybox unzip -q /dev/context/go.whl 'go/*' -d /usr/local \
 && cd /usr/local/go \
 && rm __init__.py \
 && chmod 755 bin/* pkg/tool/*/* \
 && cat /dev/context/settings/go.env >> go.env \
 && mkdir -p /go/src /go/bin \
 && chmod -R 1777 /go
WORKDIR /go
