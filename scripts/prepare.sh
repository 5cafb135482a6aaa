# Sourced by the other scripts: finds the toolchain and installs the system packages that the build needs.
# shellcheck shell=bash

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Runs a command as root: directly, or with sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else return 127
  fi
}

has_sqlite() { printf '#include <sqlite3.h>\n' | "${CC:-clang}" -E - >/dev/null 2>&1; }

# Stops with the remedy when there is no Swift 6.2 or later.
require_swift() {
  command -v swift >/dev/null 2>&1 ||
    die "no Swift toolchain found: install Swift 6.2 or later from https://www.swift.org/install and put it on your PATH"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
  case "$version" in
    [0-5].* | 6.0 | 6.1) die "Swift $version is too old: graphctl needs 6.2 or later" ;;
  esac
}

# Installs what is missing: SQLite's headers, which the build needs, and Graphviz, which draws.
install_packages() {
  local needed=() optional=() package
  has_sqlite || needed+=(libsqlite3-dev)
  command -v dot >/dev/null 2>&1 || optional+=(graphviz)
  [ $((${#needed[@]} + ${#optional[@]})) -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    [ ${#needed[@]} -eq 0 ] ||
      die "SQLite's headers are missing and there is no apt-get here: install SQLite's development package yourself (sqlite-devel, sqlite-dev)"
    warn "Graphviz is not installed: drawings stay DOT text"
    return 0
  fi
  say "installing ${needed[*]} ${optional[*]}"
  as_root apt-get update -qq || warn "apt-get update failed"
  for package in "${needed[@]}"; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null ||
      die "could not install $package: run 'apt-get install $package' as root, then start again"
  done
  for package in "${optional[@]}"; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null ||
      warn "could not install $package: drawings stay DOT text"
  done
}
