# python: for glibc, Debian's interpreter and extension modules with the untouched standard library of the same release,
# laid out under /usr/local as the official images have it; for musl, the build of the official image, from a wheel.
ARG ALPINE=scratch
ARG DEBIAN
ARG BASE=scratch
FROM ${DEBIAN} AS cpython
ARG SERIES=3.13
WORKDIR /work
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources \
 && apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends xz-utils \
 && apt-get -qq source --download-only python$SERIES \
 && apt-get -qq download python$SERIES-minimal libpython$SERIES-minimal libpython$SERIES-stdlib libpython$SERIES-dev \
      libpython$SERIES
# Debian's own standard library is patched: dist-packages instead of site-packages, no ensurepip
RUN mkdir packages source \
 && for package in *.deb; do dpkg-deb -x $package packages; done \
 && tar -xJf python$SERIES*.orig.tar.xz -C source --strip-components=1 \
 && lib=/out/usr/local/lib/python$SERIES && mkdir -p $lib/site-packages /out/usr/local/bin /out/usr/local/include \
 && cp -a source/Lib/. $lib/ \
 && cp -a packages/usr/lib/python$SERIES/lib-dynload $lib/ \
 && sed -e 's#/usr/include#/usr/local/include#g' -e 's#\([^a-z]\)/usr/bin#\1/usr/local/bin#g' \
      -e 's#\([^a-z]\)/usr/lib/python#\1/usr/local/lib/python#g' -e "s#'prefix': '/usr'#'prefix': '/usr/local'#g" \
      packages/usr/lib/python$SERIES/_sysconfigdata__x86_64-linux-gnu.py > $lib/_sysconfigdata__linux_x86_64-linux-gnu.py \
 && cp -a packages/usr/include/python$SERIES /out/usr/local/include/ \
 && cp -a packages/usr/include/x86_64-linux-gnu/python$SERIES/. /out/usr/local/include/python$SERIES/ \
 && cp packages/usr/bin/python$SERIES /out/usr/local/bin/ \
 && cp packages/usr/lib/x86_64-linux-gnu/libpython$SERIES.so.1.0 /out/usr/local/lib/ \
 && ln -s libpython$SERIES.so.1.0 /out/usr/local/lib/libpython$SERIES.so \
 && ln -s python$SERIES /out/usr/local/bin/python3 && ln -s python3 /out/usr/local/bin/python \
 && find $lib \( -name test -o -name tests -o -name idle_test \) -type d -prune -exec rm -rf {} + \
 && find /out -name '*.pyc' -delete \
 # the interpreter has Debian's site module frozen in, which looks in dist-packages
 && ln -s site-packages $lib/dist-packages

FROM ${BASE} AS debian
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ARG PACKAGES
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && apt-get -qq install -y --no-install-recommends $PACKAGES \
 # Debian's own python3, where something needs it, leaves an empty directory where a link is copied to below
 && rm -rf /usr/local/lib/python3*
ARG VERSION
ENV PYTHON_VERSION=${VERSION}
COPY --from=cpython /out /
RUN --mount=type=bind,target=/dev/context \
    export PYTHONDONTWRITEBYTECODE=1 \
 && if [ -s /dev/context/settings/pip.conf ]; then cp /dev/context/settings/pip.conf /etc/; fi \
 && ldconfig \
 && python3 -m ensurepip --default-pip >/dev/null \
 && pip --version
CMD ["python3"]

# Libraries that Alpine's python needs and that no registry here has as Alpine packages. Debian's libffi and libbz2 use
# nothing that musl lacks but __fprintf_chk, on the way to abort(): its name is replaced by fprintf's.
FROM ${DEBIAN} AS libraries
WORKDIR /work
RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    apt-get -qq update \
 && apt-get -qq download libffi8 libbz2-1.0 \
 && for package in *.deb; do dpkg-deb -x $package packages; done \
 && mkdir /out \
 && cp -L packages/usr/lib/x86_64-linux-gnu/libffi.so.8 packages/usr/lib/x86_64-linux-gnu/libbz2.so.1 /out/ \
 && sed -i 's/__fprintf_chk/fprintf\x00_____/' /out/libbz2.so.1

FROM scratch AS machine
ADD rootfs.tar /

FROM ${ALPINE} AS alpine
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ARG VERSION
ENV PYTHON_VERSION=${VERSION}
RUN --mount=type=bind,target=/dev/context --mount=type=bind,from=libraries,target=/dev/libraries \
    --mount=type=bind,from=machine,target=/dev/machine --mount=type=tmpfs,target=/tmp \
    cd /tmp \
 && unzip -q /dev/context/python.whl '*/krunner-env.musllinux_1_2.x86_64.tar.xz' \
 && tar -xJof ai/backend/krunner/alpine/krunner-env.musllinux_1_2.x86_64.tar.xz -C /usr/local \
 && unzip -q /dev/context/sqlite.whl 'pyproj.libs/libsqlite3-*' \
 && cp pyproj.libs/libsqlite3-* /usr/lib/libsqlite3.so.0 \
 && cp -P /dev/libraries/out/* /dev/machine/usr/lib/liblzma.so.5* /dev/machine/usr/lib/libncursesw.so.6* \
      /dev/machine/usr/lib/libuuid.so.1* /usr/lib/ \
 && cd /usr/local \
 # what the carrier added to the official build
 && rm -rf licenses share/ca-certificates bin/ttyd bin/jupyter* \
 && cd lib/python3.13 \
 && find site-packages -mindepth 1 -maxdepth 1 ! -name 'pip*' ! -name README.txt -exec rm -rf {} + \
 # modules whose libraries nothing here provides
 && cd lib-dynload && rm -f _curses_panel.* _dbm.* _gdbm.* _tkinter.* readline.* && cd /usr/local \
 && find . -name __pycache__ -type d -prune -exec rm -rf {} + \
 && for script in bin/pip* bin/idle* bin/pydoc*; do \
      [ -L $script ] || sed -i '1s#^\#!.*#\#!/usr/local/bin/python3.13#' $script; \
    done \
 && chmod -R a+rX,u+w . \
 && if [ -s /dev/context/settings/pip.conf ]; then cp /dev/context/settings/pip.conf /etc/; fi \
 && PYTHONDONTWRITEBYTECODE=1 pip --version
CMD ["python3"]
