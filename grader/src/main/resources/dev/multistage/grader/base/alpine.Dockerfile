# alpine: a real Alpine root file system, taken from a virtual machine's disk, less the packages that only a
# machine needs. Alpine's own apk removes them, so its database stays right.
FROM scratch AS machine
ADD rootfs.tar /
RUN apk --no-network --quiet del linux-virt cloud-utils-growpart curl dhcpcd e2fsprogs-extra openrc sudo busybox-openrc \
 && deluser quicksand && deluser dhcpcd \
 && rm -rf /home/quicksand /lost+found /lib/modules /lib/mdev /etc/init.d /etc/conf.d /etc/runlevels /etc/rc.conf \
      /etc/sudoers.d /etc/passwd- /etc/group- /etc/shadow- /etc/resolv.conf.quicksand /usr/local/bin/* \
      /var/log/* /var/cache/apk/* \
 && : > /etc/apk/repositories \
 && chmod 1777 /tmp /var/tmp
COPY settings/certificates/ /usr/local/share/ca-certificates/
RUN for certificate in /usr/local/share/ca-certificates/*.crt; do \
      [ ! -s "$certificate" ] || cat "$certificate" >> /etc/ssl/certs/ca-certificates.crt; \
    done

FROM scratch
COPY --from=machine / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["/bin/sh"]
