#!/bin/sh
# A command of Pantau by hand, as its services run it: their user, configuration, archive and addresses.
#   install -m 755 /opt/pantau/deploy/pantau.sh /usr/local/bin/pantau
# Another role of the database: PANTAU_ENV_FILE=/etc/pantau/migrate.env pantau upgrade (as root)
set -eu
if [ "$(id -u)" -ne 0 ]; then exec sudo -- "$0" "$@"; fi
for file in /etc/pantau/pantau.env "${PANTAU_ENV_FILE:-}"; do
  if [ -r "$file" ]; then
    while IFS= read -r line || [ -n "$line" ]; do  # not read as shell: addresses hold & and $
      case $line in [A-Z]*=*) export "$line" ;; esac
    done <"$file"
  fi
done
export PANTAU_CONFIG=/etc/pantau PANTAU_VAR=/var/lib/pantau HOME=/var/lib/pantau
umask 077
exec setpriv --reuid=pantau --regid=pantau --init-groups -- /opt/pantau/.venv/bin/pantau "$@"
