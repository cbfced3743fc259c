# debian:<suite>-slim is debian:<suite> less the paths that the official slim image leaves out.
ARG DEBIAN
FROM ${DEBIAN} AS full
RUN printf '%s\n' \
      'path-exclude /usr/share/doc/*' 'path-include /usr/share/doc/*/copyright' \
      'path-exclude /usr/share/info/*' 'path-exclude /usr/share/linda/*' \
      'path-exclude /usr/share/lintian/overrides/*' \
      'path-exclude /usr/share/locale/*' 'path-include /usr/share/locale/locale.alias' \
      'path-exclude /usr/share/man/*' \
      > /etc/dpkg/dpkg.cfg.d/docker \
 && find /usr/share/doc ! -type d ! -name copyright -delete \
 && find /usr/share/locale ! -type d ! -name locale.alias -delete \
 && find /usr/share/doc /usr/share/locale -mindepth 1 -type d -empty -delete \
 && rm -rf /usr/share/info/* /usr/share/man/* /usr/share/linda /usr/share/lintian/overrides \
 # update-alternatives of some packages fails where these are missing
 && mkdir -p $(seq -f /usr/share/man/man%g 9)

FROM scratch
COPY --from=full / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["bash"]
