# What ./run, ./test and ./iqw have in common: saying what happens, looking for what the machine lacks, building once.
# To be sourced, from bash with `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
server_dll=$root/src/Server/bin/Release/net10.0/iqw.dll
build_stamp=$root/src/Server/bin/Release/.built-from
logs=$root/TestResults

# Nothing is left running after a build: a compiler server would outlive the script that started it.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf '%s\n' "== $*" >&2; }

# logged LOG COMMAND…: runs quietly; when it fails, shows the errors (or the last lines) and where the whole log is.
logged() {
  local log=$1 status=0
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || status=$?
  if ((status != 0)); then
    { grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sort -u | head -n 30; } >&2 || tail -n 30 "$log" >&2
    say "failed ($status): $1 ${2:-}; the whole log is $log"
  fi
  return "$status"
}

has_library() { compgen -G "/usr/lib/*/$1.so*" >/dev/null || compgen -G "/usr/lib64/$1.so*" >/dev/null || compgen -G "/usr/lib/$1.so*" >/dev/null; }

# What .NET and the tests need from the system, one Debian package per line; "libicu" stands for the release's libicuNN.
missing_packages() {
  has_library libicuuc || echo libicu
  command -v npm >/dev/null || echo npm # brings the desk's design system
  has_library libssl && [[ -e /etc/ssl/certs/ca-certificates.crt ]] || echo ca-certificates # depends on openssl
  [[ -e /usr/share/zoneinfo/Europe/Berlin ]] || echo tzdata
  [[ -n $(find /usr/share/fonts /usr/local/share/fonts -name DejaVuSans-Bold.ttf -print -quit 2>/dev/null) ]] || echo fonts-dejavu-core # letters are printed with them
}

# A mail server for the tests of mail. They are skipped without it, and say so.
offer_mail_server() {
  # Where a service manager runs, installing it would start it: that is for the owner of the machine to decide.
  [[ ! -e /usr/sbin/smtpd && ! -d /run/systemd/system ]] && ((EUID == 0)) && command -v apt-get >/dev/null || return 0
  say "installing by apt: opensmtpd (for the tests of mail)"
  logged "$logs/apt-smtpd.log" install_packages opensmtpd || true
}

# A browser for the tests of the pages, likewise.
offer_browser() {
  [[ ! -e /usr/bin/chromium ]] && ((EUID == 0)) && command -v apt-get >/dev/null || return 0
  say "installing by apt: chromium (for the tests of the pages)"
  logged "$logs/apt-chromium.log" install_packages chromium || true
}

# A PostgreSQL server's programs, of which the tests start servers of their own. Installing it would start one that nobody asked for, so only the programs are wanted.
offer_postgres() {
  [[ -z $(compgen -G "/usr/lib/postgresql/*/bin/initdb") ]] && ((EUID == 0)) && command -v apt-get >/dev/null || return 0
  say "installing by apt: postgresql (for the tests of PostgreSQL)"
  install -d /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  logged "$logs/apt-postgresql.log" install_packages postgresql || true
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  local name names=()
  for name; do
    [[ $name != libicu ]] || name=$(apt-cache search --names-only '^libicu[0-9]+$' | awk '{print $1}' | sort -V | tail -n 1)
    names+=("$name")
  done
  apt-get install --yes --no-install-recommends "${names[@]}"
}

# Installs what is missing when that is possible, and says what to do when it is not.
ensure_machine() {
  local missing
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} > 0)); then
    if ! command -v apt-get >/dev/null; then
      say "missing: ${missing[*]} (names of Debian). Install them with this system's package manager, then run this again."
      return 1
    elif ((EUID != 0)); then
      say "missing: ${missing[*]}. Run once as root: apt-get update && apt-get install --yes ${missing[*]/#libicu/\'^libicu[0-9]+\$\'}"
      return 1
    fi
    say "installing by apt: ${missing[*]}"
    logged "$logs/apt.log" install_packages "${missing[@]}" || return 1
  fi

  if ! command -v dotnet >/dev/null; then
    say "missing: the .NET 10 SDK. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and put its folder on PATH."
    return 1
  fi
  if ! (cd "$root" && dotnet --version) >/dev/null 2>&1; then
    say "the SDK that global.json asks for is not installed. Found: $(cd / && dotnet --list-sdks 2>&1 | tr '\n' ' ')"
    say "Get .NET 10 from https://dotnet.microsoft.com/download/dotnet/10.0"
    return 1
  fi
}

# Names and times of all files the server is built from: other sources, other fingerprint.
source_fingerprint() {
  (cd "$root" && find src workflows Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json \
    -type d \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %T@\n' 2>/dev/null | LC_ALL=C sort | cksum)
}

# Builds the server when its sources changed since the last build.
ensure_server() {
  local now
  now=$(source_fingerprint) || true # a folder that does not exist yet is no failure
  [[ -e $server_dll && -e $build_stamp && $(<"$build_stamp") == "$now" ]] && return 0

  mkdir -p "$(dirname "$build_stamp")"
  exec 9>"$root/src/Server/bin/.lock" # two callers at the same time: the second waits and finds the work done
  command -v flock >/dev/null && flock 9
  if [[ ! (-e $server_dll && -e $build_stamp && $(<"$build_stamp") == "$now") ]]; then
    ensure_machine || return 1
    [[ ! -t 2 ]] || say "building iqw (a minute or two the first time)"
    logged "$logs/build-iqw.log" dotnet build "$root/src/Server/Server.csproj" --configuration Release --nologo --verbosity quiet || return 1
    printf '%s\n' "$now" >"$build_stamp"
  fi
  exec 9>&-
}
