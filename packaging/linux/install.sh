#!/bin/sh
# Équilibre @VERSION@ for Linux; installs itself without administrator rights, with:
#
#     sh THIS_FILE                   into ~/.local (as root: into /usr/local)
#     sh THIS_FILE --prefix FOLDER   elsewhere
#     sh THIS_FILE --quiet           saying problems only
#
# and again to renew it. It says how to remove it. No question is asked, nothing is downloaded.

# After the last line of this script comes the program itself, as tar packed with xz: gzip would be a
# fifth larger. It is unpacked beside its place, tried there, and only then put in the place of an
# older one. No temporary folder is used: schools forbid to run programs there.

version='@VERSION@'
sha256='@SHA256@'       # of what is packed
lines='@LINES@'         # of this script
kilobytes='@KILOBYTES@' # of the program once installed
glibc='@GLIBC@'         # the oldest 2.x on which it runs

choose() { # ENGLISH FRENCH
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    [eE][nN]*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
    esac
}

say() {
    [ -n "$quiet" ] || choose "$@"
}

clicked() { # in a file manager: nobody would read what is written
    [ -z "$quiet" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
        ! { [ -t 0 ] || [ -t 1 ] || [ -t 2 ]; }
}

fail() {
    choose "$@" >&2
    if clicked; then
        sentence=$(choose "$@")
        zenity --error --no-markup --text="$sentence" || kdialog --error "$sentence" ||
            xmessage "$sentence" || notify-send Équilibre "$sentence"
    fi 2>/dev/null
    exit 1
}

read_words() {
    quiet='' prefix='' created='' new=''
    while [ $# -gt 0 ]; do
        case $1 in
        --help)
            sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --quiet) quiet=yes ;;
        --prefix=?*) prefix=${1#--prefix=} ;;
        --prefix)
            prefix=${2:-}
            [ -n "$prefix" ] || fail "--prefix needs a folder." "--prefix attend un dossier."
            shift
            ;;
        *) fail "“$1” is not understood; see --help." "« $1 » n’est pas compris ; voyez --help." ;;
        esac
        shift
    done
}

choose_place() {
    share=''
    if [ -z "$prefix" ] && [ "$(id -u)" = 0 ]; then
        prefix=/usr/local
    elif [ -z "$prefix" ]; then
        [ -n "${HOME:-}" ] || fail "Where is your home? Give a folder with --prefix." \
            "Où est votre dossier personnel ? Donnez un dossier avec --prefix."
        prefix=$HOME/.local
        share=${XDG_DATA_HOME:-}
    fi
    case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
    share=${share:-$prefix/share}
    place=$prefix/opt/equilibre
    # As a shell reads it, whatever the name of somebody's home.
    shown="'$(printf %s "$prefix" | sed "s/'/'\\\\''/g")'"
}

check_computer() {
    [ "$(uname -s) $(uname -m)" = "Linux x86_64" ] ||
        fail "This program is for Linux on 64-bit Intel or AMD (x86_64); this computer is: $(uname -s), $(uname -m)." \
            "Ce programme est pour Linux sur Intel ou AMD 64 bits (x86_64) ; cet ordinateur est : $(uname -s), $(uname -m)."
    found=$(getconf GNU_LIBC_VERSION 2>/dev/null)
    minor=${found#glibc 2.}
    [ "${minor%%.*}" -ge "$glibc" ] 2>/dev/null ||
        fail "This system is too old, or of another kind: the program needs glibc 2.$glibc; here: ${found:-none}." \
            "Ce système est trop ancien, ou d’une autre sorte : il faut au programme glibc 2.$glibc ; ici : ${found:-aucune}."
    for tool in awk sha256sum tail tar xz; do
        command -v "$tool" >/dev/null ||
            fail "The command $tool is missing." "Il manque la commande $tool."
    done
}

check_file() {
    sum=$(tail -n "+$((lines + 1))" -- "$1" | sha256sum)
    [ "${sum%% *}" = "$sha256" ] ||
        fail "This file is damaged or incomplete: copy it again." \
            "Ce fichier est abîmé ou incomplet : recopiez-le."
}

check_present() { # what is installed already
    [ -e "$place" ] || return 0
    [ -f "$place/version" ] ||
        fail "$place is there and is not Équilibre: move it away, or give another --prefix." \
            "$place existe et n’est pas Équilibre : déplacez-le, ou donnez un autre --prefix."
    present=$(cat -- "$place/version" 2>/dev/null)
    newest=$(printf '%s\n%s\n' "$version" "$present" | sort -V | tail -n 1)
    [ "$newest" = "$version" ] ||
        fail "Version $present is installed, newer than $version: nothing was changed. To go back, remove it first (your runs stay): sh $shown/opt/equilibre/uninstall.sh" \
            "La version $present est installée, plus récente que $version : rien n’a changé. Pour revenir en arrière, enlevez-la d’abord (vos essais restent) : sh $shown/opt/equilibre/uninstall.sh"
    real=$(readlink -f -- "$place")
    # shellcheck disable=SC2010
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -- "-> $real/"; then
        fail "Équilibre is open: close it, then try again." \
            "Équilibre est ouvert : fermez-le, puis recommencez."
    fi
}

make_folder() { # and note in $created each one that was not there
    [ ! -d "$1" ] || return 0
    make_folder "$(dirname -- "$1")" && mkdir -- "$1" 2>/dev/null || return 1
    created="$created$1
"
}

clean_up() { # whatever stopped the installation: only what was there before stays
    [ -z "$new" ] || rm -rf -- "$new"
    printf %s "$created" | sort -r | while IFS= read -r folder; do
        rmdir -- "$folder" 2>/dev/null
    done
}

unpack() {
    for folder in "$prefix/opt" "$prefix/bin" "$share"; do
        make_folder "$folder" && [ -w "$folder" ] ||
            fail "Nothing may be written in $folder. Give a folder of your own: --prefix FOLDER." \
                "On ne peut pas écrire dans $folder. Donnez un dossier à vous : --prefix DOSSIER."
    done
    needs="$((kilobytes / 1000 + 2)) MB" besoin="$((kilobytes / 1000 + 2)) Mo"
    free=$(df -Pk -- "$prefix/opt" | awk 'END { print $4 }')
    [ "$free" -ge "$((kilobytes + 2000))" ] ||
        fail "The disk is too full: $needs free are needed in $prefix/opt, $((free / 1000)) are left." \
            "Le disque est trop plein : il faut $besoin libres dans $prefix/opt, il en reste $((free / 1000))."
    new=$prefix/opt/.equilibre.new
    rm -rf -- "$new"
    problem=$(mkdir -- "$new" 2>&1 && tail -n "+$((lines + 1))" -- "$1" | xz -dc |
        LC_ALL=C tar -x --no-same-owner -f - -C "$new" 2>&1) && return
    problem=$(printf '%s\n' "$problem" | head -n 1)
    case $problem in
    *"No space left"* | *quota*)
        fail "The disk, or your share of it, is full: $needs free are needed in $prefix/opt." \
            "Le disque, ou votre part du disque, est plein : il faut $besoin libres dans $prefix/opt." ;;
    *) fail "The program could not be unpacked in $prefix/opt ($problem)." \
        "Le programme n’a pas pu être déballé dans $prefix/opt ($problem)." ;;
    esac
}

try_out() {
    problem=$("$new/equilibre" --version 2>&1) ||
        fail "The program does not run on this computer; nothing was changed. $problem" \
            "Le programme ne marche pas sur cet ordinateur ; rien n’a changé. $problem"
}

install_program() {
    trap '' INT TERM HUP # from here on it is short, and must be whole
    before=$(cat -- "$place/installed" 2>/dev/null)
    rm -rf -- "$place.old"
    [ ! -e "$place" ] || mv -- "$place" "$place.old"
    if ! mv -- "$new" "$place"; then
        [ ! -e "$place.old" ] || mv -- "$place.old" "$place"
        exit 1
    fi
    new=''
    rm -rf -- "$place.old"
    # What an older version put elsewhere goes; the folders that it made are remembered.
    printf '%s\n' "$before" | while IFS= read -r path; do
        [ -z "$path" ] || [ -d "$path" ] || rm -f -- "$path"
    done
    created="$created$(printf '%s\n' "$before" | while IFS= read -r path; do
        [ ! -d "$path" ] || printf '%s\n' "$path"
    done)
"
}

install_menu() {
    # In the key Exec a path stands in quotes, with escapes for what a shell would read in it.
    # shellcheck disable=SC2016
    command=$(printf %s "$place/equilibre" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')
    (cd -- "$place/share" && find . -type f) >"$place/installed"
    files=''
    while IFS= read -r file; do
        make_folder "$share/$(dirname -- "${file#./}")"
        case $file in
        *.desktop) COMMAND="\"$command\"" awk '
            sub(/^Exec=equilibre/, "") { print "Exec=" ENVIRON["COMMAND"] $0; next } { print }
            ' "$place/share/$file" >"$share/$file" ;;
        *) cp -- "$place/share/$file" "$share/$file" ;;
        esac
        files="$files$share/${file#./}
"
    done <"$place/installed"
    if [ ! -e "$prefix/bin/equilibre" ] || [ -L "$prefix/bin/equilibre" ]; then
        ln -sf -- "$place/equilibre" "$prefix/bin/equilibre"
        files="$files$prefix/bin/equilibre
"
    fi
    printf %s "$files$created" | sort -u >"$place/installed"
    created=''
    refresh "$share"
}

refresh() { # what desktops remember of SHARE; not every system has these commands
    update-desktop-database -q "$1/applications"
    update-mime-database "$1/mime"
    touch -c -- "$1/icons/hicolor"
} 2>/dev/null

tell() {
    say "Équilibre $version is installed: in the menu of applications, or with the command" \
        "Équilibre $version est installé : dans le menu des applications, ou par la commande"
    case :$PATH: in
    *":$prefix/bin:"*) say "    equilibre" "    equilibre" ;;
    *) say "    $shown/bin/equilibre" "    $shown/bin/equilibre" ;;
    esac
    say "To remove it (your settings and runs stay):" \
        "Pour l’enlever (vos réglages et vos essais restent) :"
    say "    sh $shown/opt/equilibre/uninstall.sh" "    sh $shown/opt/equilibre/uninstall.sh"
    missing=$(LD_LIBRARY_PATH=$place/_internal ldd \
        "$place/_internal/PySide6/Qt/plugins/platforms/libqxcb.so" 2>/dev/null |
        awk '/not found/ && !seen[$1]++ { names = names " " $1 } END { print names }')
    [ -z "$missing" ] || choose \
        "This system lacks libraries that the window needs; its administrator installs:$missing" \
        "Il manque à ce système des bibliothèques pour la fenêtre ; son administrateur installe :$missing" >&2
}

main() {
    umask 022
    read_words "$@"
    choose_place
    check_computer
    say "Installing Équilibre $version in $place …" "Installation d’Équilibre $version dans $place …"
    check_file "$0"
    check_present
    trap clean_up EXIT
    trap 'exit 130' INT TERM HUP
    unpack "$0"
    try_out
    install_program
    install_menu
    tell
    ! clicked || exec "$place/equilibre"
}

main "$@"
exit
