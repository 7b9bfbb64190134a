#!/usr/bin/env bash
# Runs the golden test on processors that this machine does not have, under QEMU's user-mode
# emulation: the bytes have to be those of every other machine.
#
#   tools/foreign-architectures.sh [ARCHITECTURE...]     default: arm64 s390x
#
# For Debian, which names them so: arm64, ppc64el, s390x.
# QEMU and a JRE of each come from the apt sources of this machine, checked as apt always does, and
# are unpacked into target/foreign-architectures: nothing is installed, dpkg learns of no
# architecture, and root is not needed. What is there is used again; "mvn clean" leaves it no trace.
#
#   TEST=...      which tests run, as Surefire's -Dtest; default: the golden test
#   MAVEN_ARGS    is read by Maven as always, such as -o
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$PWD/target/foreign-architectures
test=${TEST:-ReproducibilityTest#theBytesAreThoseOfEveryOtherMachine}

fail() {
  echo "$*" >&2
  exit 1
}

for tool in apt-get dpkg dpkg-deb mvn; do
  command -v "$tool" >/dev/null || fail "There is no $tool here. Run this on Debian, with Maven."
done

# apt-get as on a machine of an architecture on which nothing is installed.
apt_of() {
  local architecture=$1 state=$work/apt/$1
  shift
  mkdir -p "$state"/{lists,cache/archives}/partial
  : >"$state/status"
  apt-get -qq -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" \
    -o Dir::State="$state" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
    -o APT::Sandbox::User= -o Debug::NoLocking=true "$@"
}

# Fetches package lists. One that a mirror has half is left out: what it lacks may not be needed.
update() {
  apt_of "$1" update || echo "Some package lists for $1 are missing; the others are used." >&2
}

# Unpacks all archives in a folder to another, which is there whole or not at all.
unpack() {
  local archive
  rm -rf "$2.part"
  mkdir -p "$2.part"
  for archive in "$1"/*.deb; do
    dpkg-deb -x "$archive" "$2.part"
  done
  # Where packages know /usr/lib alone, /lib is a link to it.
  [[ -e $2.part/lib ]] || ln -s usr/lib "$2.part/lib"
  mv "$2.part" "$2"
}

# Links to "/etc/..." mean the architecture's own files.
turn_links_inwards() {
  local link target
  while IFS= read -r -d '' link; do
    target=$(readlink "$link")
    ln -sfn "$1$target" "$link"
  done < <(find "$1" -type l -lname '/*' -not -lname "$1/*" -print0)
}

qemu_for() {
  case $1 in
    arm64) echo qemu-aarch64-static ;;
    ppc64el) echo qemu-ppc64le-static ;;
    s390x) echo qemu-s390x-static ;;
    *) fail "There is no architecture $1 here. Take some of: arm64 ppc64el s390x." ;;
  esac
}

# The path of an emulator: the system's, or one that is unpacked here. Until Debian 12 the static ones,
# which need no library, are in a package of their own.
emulator() {
  local qemu=$1 host package name
  if command -v "$qemu"; then
    return
  fi
  if [[ ! -x $work/qemu/$qemu ]]; then
    host=$(dpkg --print-architecture)
    update "$host"
    mkdir -p "$work/qemu"
    for package in qemu-user-static qemu-user; do
      name=$qemu
      [[ $package == qemu-user ]] && name=${qemu%-static}
      (cd "$work/apt/$host" && rm -f ./*.deb && apt_of "$host" download "$package") || continue
      dpkg-deb --fsys-tarfile "$work/apt/$host"/*.deb |
        tar -x -O "./usr/bin/$name" >"$work/qemu/$qemu.part" 2>/dev/null || true
      if [[ -s $work/qemu/$qemu.part ]]; then
        chmod +x "$work/qemu/$qemu.part"
        mv "$work/qemu/$qemu.part" "$work/qemu/$qemu"
        break
      fi
    done
    rm -rf "$work/apt/$host"
  fi
  [[ -x $work/qemu/$qemu ]] || fail "There is no $qemu in the packages of this Debian."
  echo "$work/qemu/$qemu"
}

# Makes a folder that looks like a JDK, whose java runs under the emulator.
jdk() {
  local architecture=$1 emulator=$2 root=$work/$1/root home java
  if [[ ! -d $root ]]; then
    update "$architecture"
    apt_of "$architecture" install --download-only --no-install-recommends -y default-jre-headless
    unpack "$work/apt/$architecture/cache/archives" "$root"
    rm -rf "$work/apt/$architecture"
  fi
  turn_links_inwards "$root"
  java=$(find "$root/usr/lib/jvm" -path '*/bin/java' -not -type l | head -n 1)
  [[ -n $java ]] || fail "There is no java in $root."
  home=$work/$architecture/jdk
  mkdir -p "$home/bin"
  cp "${java%/bin/java}/release" "$home/release"
  printf '#!/bin/sh\nexec "%s" -L "%s" "%s" "$@"\n' "$emulator" "$root" "$java" >"$home/bin/java"
  chmod +x "$home/bin/java"
}

if (($# == 0)); then
  set -- arm64 s390x
fi
for architecture; do
  emulator=$(emulator "$(qemu_for "$architecture")")
  jdk "$architecture" "$emulator"
  home=$work/$architecture/jdk
  echo "== $architecture: $("$home/bin/java" -version 2>&1 | tr '\n' ' ')"
  SECONDS=0
  mvn -B -ntp -q -pl music-lstm-runtime test -Dtest="$test" -Djvm="$home/bin/java"
  echo "== $architecture: passed, after $SECONDS s"
done
