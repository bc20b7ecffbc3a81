#!/bin/sh
# Removes Équilibre from where its file .run put it; the settings and runs of people stay.

choose() { # ENGLISH FRENCH
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    [eE][nN]*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
    esac
}

fail() {
    choose "$@" >&2
    exit 1
}

check() {
    case $place in
    /*/opt/equilibre) [ -f "$place/version" ] ;;
    *) false ;;
    esac || fail "Équilibre is not installed in $place." "Équilibre n’est pas installé dans $place."
    [ -w "$place" ] && [ -w "${place%/*}" ] ||
        fail "You may not remove $place: its owner may." \
            "Vous ne pouvez pas enlever $place : son propriétaire le peut."
    real=$(readlink -f -- "$place")
    # shellcheck disable=SC2010
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -- "-> $real/"; then
        fail "Équilibre is open: close it, then try again." \
            "Équilibre est ouvert : fermez-le, puis recommencez."
    fi
}

remove() {
    paths=$(cat -- "$place/installed")
    rm -rf -- "$place"
    printf '%s\n' "$paths" | while IFS= read -r path; do
        [ -d "$path" ] && [ ! -L "$path" ] || rm -f -- "$path"
    done
    printf '%s\n' "$paths" | sed -n 's,/applications/equilibre\.desktop$,,p' | forget
    printf '%s\n' "$paths" | sort -r | while IFS= read -r path; do
        [ ! -d "$path" ] || rmdir -- "$path"
    done
} 2>/dev/null

forget() { # what desktops made from our files, in the folder share that is read
    IFS= read -r share || return
    rm -f -- "$share"/mime/application/x-equilibre-*.xml
    if [ -n "$(ls -A -- "$share/mime/packages")" ]; then
        update-mime-database "$share/mime"
    else
        rmdir -- "$share/mime/application"
        for name in XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache \
            subclasses treemagic types version; do
            rm -f -- "$share/mime/$name"
        done
    fi
    if [ -n "$(find "$share/applications" -name '*.desktop')" ]; then
        update-desktop-database -q "$share/applications"
    else
        rm -f -- "$share/applications/mimeinfo.cache"
    fi
    touch -c -- "$share/icons/hicolor"
}

tell() {
    [ ! -e "$place" ] ||
        fail "Something could not be removed: $place" "Il reste ce qui n’a pas pu être enlevé : $place"
    choose "Équilibre is removed. Your settings and runs stay, where there are any, in:" \
        "Équilibre est enlevé. Vos réglages et vos essais restent, s’il y en a, dans :"
    printf '    %s\n' "${XDG_CONFIG_HOME:-$HOME/.config}/Equilibre" \
        "${XDG_DATA_HOME:-$HOME/.local/share}/Equilibre"
    rule=/etc/udev/rules.d/60-equilibre-energy.rules
    [ ! -e "$rule" ] || choose \
        "The permission to read the energy counters stays; an administrator takes it back with: sudo rm $rule" \
        "La permission de lire les compteurs d’énergie reste ; un administrateur la reprend par : sudo rm $rule"
}

main() {
    place=$(cd -- "$(dirname -- "$0")" && pwd)
    cd /
    check
    remove
    tell
}

main "$@"
exit
