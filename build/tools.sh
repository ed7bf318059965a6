# shellcheck shell=bash
# What run, test and kartoteka share: finding the tools and building what is not built. Sourced, with `root` set.
: "${root:?}"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off
# Idle build nodes outlive the script and hold its output open, and a caller that reads it to the end would wait for them.
export MSBUILDDISABLENODEREUSE=1
if [[ ${CI:-} == true ]]; then export UseSharedCompilation=false; fi

server="$root/src/Kartoteka.Server/bin/Release/net10.0/kartoteka.dll"
stamp="$root/.build/server.stamp"
admin="$root/web/admin"
admin_stamp="$root/.build/admin.stamp"
duckdb="$root/build/duckdb"

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# Both are asked for even where one would do, so that ./run on a new machine does not succeed and ./test then fail.
require_tools() {
  local missing=0 node_version=''
  if ! command -v dotnet >/dev/null; then
    say "Missing: the .NET 10 SDK (command 'dotnet')."
    missing=1
  elif ! dotnet --list-sdks | grep -q '^10\.'; then
    say "Missing: the .NET 10 SDK. 'dotnet' is here, with other SDKs: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd, -)."
    missing=1
  fi
  if ((missing)); then
    say "  Debian, Ubuntu: apt-get install dotnet-sdk-10.0    macOS: brew install dotnet    Windows: winget install Microsoft.DotNet.SDK.10"
    say "  or the installer at https://dotnet.microsoft.com/download/dotnet/10.0"
  fi
  if command -v node >/dev/null; then node_version=$(node --version); fi
  if [[ ! $node_version =~ ^v([0-9]+)\. ]] || ((BASH_REMATCH[1] < 20)); then
    say "Missing: Node.js 20 or later (command 'node')${node_version:+; here is $node_version}."
    say "  Debian, Ubuntu: apt-get install nodejs npm    macOS: brew install node    Windows: winget install OpenJS.NodeJS.LTS"
    say "  or the installer at https://nodejs.org"
    missing=1
  fi
  if ((missing)); then exit 1; fi
}

# True when a source is newer than the last build. Folders count too: a deleted file changes its folder's time and nothing else.
server_is_stale() {
  [[ -f $stamp && -f $server ]] || return 0
  cd "$root" || return 0
  local newer
  # The program carries the built admin UI.
  [[ ! $admin_stamp -nt $stamp ]] || return 0
  newer=$(find src build Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -newer "$stamp" -print -quit)
  [[ -n $newer ]]
}

admin_is_stale() {
  [[ -f $admin_stamp && -f $admin/dist/index.html ]] || return 0
  [[ -n $(find "$admin" \( -name node_modules -o -name dist -o -name e2e \) -prune -o -newer "$admin_stamp" -print -quit) ]]
}

# npm's own record of what it installed is newer than the lock file, or it installs again.
install_packages() {
  [[ -f $1/node_modules/.package-lock.json && ! $1/package-lock.json -nt $1/node_modules/.package-lock.json ]] && return 0
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund </dev/null)
}

has_duckdb() {
  [[ -n $(find "$duckdb/node_modules/@duckdb" \( -name libduckdb.so -o -name libduckdb.dylib -o -name duckdb.dll \) -print -quit 2>/dev/null) ]]
}

# The package of this platform, with the version of those that the lock file names.
other_duckdb() {
  node -p '`@duckdb/node-bindings-${process.platform}-${process.arch}@${Object.values(require("./package.json").optionalDependencies)[0]}`'
}

# DuckDB's library for this platform, before what is built with it. Without it all the rest is built and runs.
fetch_duckdb() {
  local log="$root/.build/duckdb.log" stale=0
  [[ $duckdb/package-lock.json -nt $duckdb/node_modules/.package-lock.json ]] && stale=1
  if ((!stale)) && has_duckdb; then return 0; fi
  mkdir -p "$root/.build"
  # An optional package that npm cannot have is passed over and called a success, so the library itself is looked for.
  (cd "$duckdb" && npm ci --ignore-scripts --no-audit --no-fund </dev/null) >"$log" 2>&1 9>&- || true
  # The lock file names the platforms that the product is tested on. On others the version alone is held, by its number.
  has_duckdb || (cd "$duckdb" && npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund "$(other_duckdb)" </dev/null) >>"$log" 2>&1 9>&- || true
  has_duckdb || say "DuckDB's library could not be installed (npm's words are in .build/duckdb.log): Parquet files are refused until a later build has it."
}

# Playwright's own download of a browser is not used: Debian's works, and comes with security updates.
find_chromium() {
  local candidate
  for candidate in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$candidate" >/dev/null; then
      KARTOTEKA_CHROMIUM=$(command -v "$candidate")
      export KARTOTEKA_CHROMIUM
      return 0
    fi
  done
  return 1
}

# The admin UI, before the server that carries it. Silent when all is well. The budget of its first load is checked by its build.
build_admin() {
  admin_is_stale || return 0
  local log="$root/.build/admin.log"
  mkdir -p "$root/.build" "$admin/node_modules" "$admin/dist"
  : >"$admin_stamp.next"
  if ! { install_packages "$admin" && (cd "$admin" && npm run --silent build </dev/null); } >"$log" 2>&1 9>&-; then
    cat "$log" >&2
    say "The build of the admin UI failed."
    return 1
  fi
  mv "$admin_stamp.next" "$admin_stamp"
}

# Marks the tree as built at the time when the build began, so that what is edited during it is built next time.
begin_stamp() {
  local project
  # The first build makes these, which would make their parents look changed since.
  for project in "$root"/src/*/; do mkdir -p "$project/bin" "$project/obj"; done
  mkdir -p "$root/.build"
  : >"$stamp.next"
}

end_stamp() { mv "$stamp.next" "$stamp"; }

# Restore and build, silent when all is well, with the compiler's own words when it is not.
dotnet_build() {
  local log="$root/.build/build.log"
  if ! dotnet build "$1" -c Release --nologo -v quiet -clp:NoSummary </dev/null >"$log" 2>&1 9>&-; then
    cat "$log" >&2
    say "The build failed."
    return 1
  fi
}

build_server() {
  admin_is_stale || server_is_stale || return 0
  mkdir -p "$root/.build"
  # Two commands started at once would write the same files. The lock is not for the build's own children, which may outlive it.
  exec 9>"$root/.build/lock"
  if command -v flock >/dev/null; then flock 9; fi
  if admin_is_stale || server_is_stale; then
    say "Building Kartoteka; this is done once."
    build_admin
    fetch_duckdb
    begin_stamp
    dotnet_build "$root/src/Kartoteka.Server/Kartoteka.Server.csproj"
    end_stamp
  fi
  exec 9>&-
}
