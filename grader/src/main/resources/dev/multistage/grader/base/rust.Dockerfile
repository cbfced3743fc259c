# rust: Debian's compiler and cargo, with the environment of the official image. That one holds rustup's toolchain
# under /usr/local/rustup; nothing of rustup is here, so `rustup target add` has to be left out.
ARG DEBIAN
FROM ${DEBIAN}
ARG VERSION
ENV RUSTUP_HOME=/usr/local/rustup CARGO_HOME=/usr/local/cargo RUST_VERSION=${VERSION}
ENV PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked --mount=type=bind,target=/dev/context \
    apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends ca-certificates gcc libc6-dev cargo rustc \
 && mkdir -p $CARGO_HOME/bin \
 && if [ -s /dev/context/settings/cargo.toml ]; then cp /dev/context/settings/cargo.toml $CARGO_HOME/config.toml; fi \
 && chmod -R a+w $CARGO_HOME \
 && rustc --version && cargo --version
