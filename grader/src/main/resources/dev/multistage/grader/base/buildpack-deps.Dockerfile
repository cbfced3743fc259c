# buildpack-deps: the package lists that the full golang, node and python images stand on.
ARG DEBIAN=scratch
ARG SCM=scratch
FROM ${DEBIAN} AS scm
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends \
      ca-certificates curl git gnupg mercurial netbase openssh-client procps sq subversion tzdata wget

FROM ${SCM} AS full
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends \
      autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick libbz2-dev libc6-dev \
      libcurl4-openssl-dev libdb-dev libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev \
      libkrb5-dev liblzma-dev libmagickcore-dev libmagickwand-dev libmaxminddb-dev libncurses-dev libpng-dev \
      libpq-dev libreadline-dev libsqlite3-dev libssl-dev libtool libwebp-dev libxml2-dev libxslt1-dev libyaml-dev \
      make patch unzip xz-utils zlib1g-dev
